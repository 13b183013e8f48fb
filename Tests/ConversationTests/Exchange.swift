import Foundation
import KubeHTTP1
import KubeJSON

/// One step of a conversation: a request, what is to be seen of its answer, and that answer.
struct Exchange: Sendable {
    /// The request before its templates are filled.
    let request: JSONValue
    /// The recorded answer, normalised.
    let answer: JSONValue

    init(_ document: JSONValue) {
        request = document["request"] ?? .null
        answer = document["response"] ?? .null
    }

    /// The line that stands for the exchange in the report of a difference.
    var title: String {
        "\(request["method"]?.string ?? "") \(request["path"]?.string ?? "")"
    }

    /// How the answer is watched; nil when it is to be taken as a whole.
    var watch: Watch? { request["watch"].map(Watch.init) }

    /// What happens while the watch stands.
    var during: [JSONValue] { request["during"]?.array ?? [] }

    /// Whether the server has to end the watch.
    var expectsEnd: Bool { request["expectEnd"]?.bool ?? false }

    /// The way to the part of the answer that counts.
    var selection: [JSONValue]? { request["select"]?.array }

    /// How many events are awaited, and for how long.
    struct Watch: Sendable {
        let events: Int
        let patience: Duration

        init(_ document: JSONValue) {
            events = Int(document["events"]?.integer ?? 1)
            patience = .seconds(document["seconds"]?.integer ?? 5)
        }
    }
}

extension HTTPRequest {
    /// The request that `description` stands for, its templates being filled.
    init(_ description: JSONValue) throws(MalformedConversation) {
        let path = (description["path"]?.string ?? "").escapedForTarget
        guard let method = description["method"]?.string, let target = RequestTarget(origin: path)
        else { throw MalformedConversation("no request: \(JSONWriter.text(description))") }
        self.init(
            method: method, target: target,
            fields: ["Host": "fake", "Accept": "application/json", "User-Agent": "replay/1.0"])
        if let (body, contentType) = try Self.body(of: description) {
            self.body = body
            fields["Content-Type"] = contentType
        }
        for (name, value) in description["headers"]?.object ?? [:] { fields[name] = value.string }
    }

    private static func body(
        of description: JSONValue
    ) throws(MalformedConversation) -> (bytes: [UInt8], contentType: String)? {
        if let text = description["bodyBase64"]?.string {
            guard let data = Data(base64Encoded: text) else {
                throw MalformedConversation("no base64: \(text)")
            }
            return ([UInt8](data), SchemalessEnvelope.mediaType)
        }
        if let envelope = description["bodyProto"] {
            return (SchemalessEnvelope.encode(envelope), SchemalessEnvelope.mediaType)
        }
        switch description["body"] {
        case nil: return nil
        case .string(let text)?: return (Array(text.text.utf8), "application/json")
        case let value?: return (JSONWriter.encode(value), "application/json")
        }
    }
}

/// A recorded conversation that cannot be played.
struct MalformedConversation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension String {
    /// The text with `%XX` for the bytes that a request line cannot have.
    fileprivate var escapedForTarget: String {
        let kept = Set("/?&=%:,;!()*+-._~'@{}[]".utf8)
        return utf8.reduce(into: "") { text, byte in
            let scalar = Unicode.Scalar(byte)
            let isAlphanumeric = scalar.isASCII && scalar.properties.isAlphanumeric
            if isAlphanumeric || kept.contains(byte) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}
