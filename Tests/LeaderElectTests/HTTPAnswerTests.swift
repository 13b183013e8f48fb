import Testing

@testable import leader_elect

@Suite struct `An answer over HTTP` {
    /// Answers in every framing, and the body that they have.
    static let answers = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"),
        ("HTTP/1.1 200 OK\r\ncontent-length:5\r\nDate: today\r\n\r\nhello", "hello"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ""),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "3\r\nhel\r\n2;name=value\r\nlo\r\n0\r\n\r\n", "hello"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "A\r\n0\r\n\r\n12345\r\n1\r\n!\r\n0\r\n\r\n", "0\r\n\r\n12345!"
        ),
    ]

    @Test(arguments: answers)
    func `may be split at every byte`(answer: String, body: String) {
        let bytes = Array(answer.utf8)
        for split in 0...bytes.count {
            var reader = HTTPAnswer()
            reader.append(bytes[..<split], isEnd: false)
            reader.append(bytes[split...], isEnd: false)

            #expect(reader.status == 200)
            #expect(reader.isComplete && !reader.isBroken)
            #expect(reader.text == body)
        }
    }

    @Test(arguments: answers)
    func `may come byte by byte, and is handed on as it comes`(answer: String, body: String) {
        var reader = HTTPAnswer()
        var text = ""
        for byte in answer.utf8 {
            reader.append([byte], isEnd: false)
            text += reader.text
        }

        #expect(reader.isComplete && !reader.isBroken)
        #expect(text == body)
    }

    @Test func `without a length lasts as long as the connection`() {
        var reader = HTTPAnswer()
        reader.append("HTTP/1.0 404 Not Found\r\n\r\nnoth".utf8, isEnd: false)
        #expect(!reader.isComplete)
        reader.append("ing".utf8, isEnd: true)

        #expect(reader.status == 404)
        #expect(reader.isComplete && !reader.isBroken)
        #expect(reader.text == "nothing")
    }

    @Test(arguments: answers)
    func `that ends too early is broken`(answer: String, body: String) {
        // The end of the last chunk needs no empty line after it: nothing more is read.
        let needed = Array(answer.utf8).count - (answer.contains("hunked") ? 2 : 0)
        for length in 0..<needed {
            var reader = HTTPAnswer()
            reader.append(answer.utf8.prefix(length), isEnd: true)

            #expect(reader.isComplete && reader.isBroken, "after \(length) bytes")
        }
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 fine\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlarge\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "a", count: 1 << 17),
    ])
    func `that makes no sense is broken`(answer: String) {
        var reader = HTTPAnswer()
        reader.append(answer.utf8, isEnd: false)

        #expect(reader.isComplete && reader.isBroken)
    }
}

extension HTTPAnswer {
    /// The part of the body that was not taken yet.
    fileprivate var text: String {
        mutating get { String(decoding: takeBody(), as: UTF8.self) }
    }
}
