import FakeAPIServerKit
import Foundation
import KubeRegistry
import KubeTestSupport
import Testing

@testable import fake_apiserver

@Suite struct `An announcement` {
    @Test func `writes the kubeconfig and the ready file`() throws {
        let folder = try TemporaryFolder()
        let invocation = try Invocation([
            "--write-kubeconfig=\(folder.file("config"))", "--ready-file", folder.file("ready"),
        ])

        try invocation.announcement.write(url: "http://127.0.0.1:4711")

        let config = try String(contentsOfFile: folder.file("config"), encoding: .utf8)
        let ready = try String(contentsOfFile: folder.file("ready"), encoding: .utf8)
        #expect(config == Kubeconfig(server: "http://127.0.0.1:4711").description)
        #expect(ready == "http://127.0.0.1:4711\n")
    }

    @Test func `writes a kubeconfig for each client that is named`() throws {
        let folder = try TemporaryFolder()
        let invocation = try Invocation([
            "--write-kubeconfig=\(folder.file("config"))",
            "--write-kubeconfig=a=\(folder.file("a.config"))",
            "--write-kubeconfig", "b=\(folder.file("b=.config"))",
        ])

        try invocation.announcement.write(url: "http://127.0.0.1:4711")

        for (file, path) in [("config", ""), ("a.config", "/as/a"), ("b=.config", "/as/b")] {
            let config = try String(contentsOfFile: folder.file(file), encoding: .utf8)
            #expect(config == Kubeconfig(server: "http://127.0.0.1:4711\(path)").description)
        }
    }

    @Test(arguments: ["./a=b", "/tmp/a=b", "a"])
    func `takes an equals sign behind a slash for a part of the path`(text: String) throws {
        let invocation = try Invocation(["--write-kubeconfig=\(text)"])
        #expect(invocation.announcement.kubeconfigs == [KubeconfigFile(path: text)])
    }

    @Test(arguments: ["a b=config", "a=", "=config", "é=config"])
    func `is refused for what is no name of a client`(text: String) {
        let error = #expect(throws: FlagError.self) {
            _ = try Invocation(["--write-kubeconfig=\(text)"])
        }
        #expect(error?.description.contains("must be FILE or CLIENT=FILE") == true)
    }

    @Test func `replaces what a link leads to, and leaves the link`() throws {
        let folder = try TemporaryFolder()
        try "old and longer than the new one".write(
            toFile: folder.file("file"), atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "file")

        try AnnouncedFile(path: folder.file("link")).write("new")

        #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
                == "file")
    }

    @Test func `is written to a device, which stays one`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "/dev/null")
        try AnnouncedFile(path: folder.file("link")).write("text")
        let error = #expect(throws: AnnouncementError.self) {
            try AnnouncedFile(path: "/dev/full").write("text")
        }

        #expect(error?.reason == "No space left on device")
        for device in ["/dev/null", "/dev/full"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: device)
            #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
        }
    }

    @Test func `removes the ready file at the start, and its own at the end`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ready")
        try "http://127.0.0.1:1\n".write(toFile: path, atomically: false, encoding: .utf8)
        let announcement = Announcement(readyFilePath: path)

        try announcement.prepare()
        #expect(!FileManager.default.fileExists(atPath: path))
        try announcement.prepare()

        try announcement.write(url: "http://127.0.0.1:4711")
        try announcement.withdraw(url: "http://127.0.0.1:4711")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `leaves the ready file of another server`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ready")
        let announcement = Announcement(readyFilePath: path)
        try announcement.write(url: "http://127.0.0.1:4712")

        try announcement.withdraw(url: "http://127.0.0.1:4711")

        #expect(try String(contentsOfFile: path, encoding: .utf8) == "http://127.0.0.1:4712\n")
    }

    @Test func `removes what a link leads to, and no FIFO and no device`() throws {
        let folder = try TemporaryFolder()
        let manager = FileManager.default
        try "old".write(toFile: folder.file("file"), atomically: false, encoding: .utf8)
        try manager.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "file")
        try #require(mkfifo(folder.file("fifo"), 0o600) == 0)

        for path in [folder.file("link"), folder.file("fifo"), "/dev/null"] {
            try Announcement(readyFilePath: path).prepare()
        }

        #expect(!manager.fileExists(atPath: folder.file("file")))
        #expect(
            try manager.destinationOfSymbolicLink(atPath: folder.file("link")) == "file")
        #expect(manager.fileExists(atPath: folder.file("fifo")))
        #expect(manager.fileExists(atPath: "/dev/null"))
    }

    @Test func `is written to a FIFO once somebody reads it`() async throws {
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.file("fifo"), 0o600) == 0)
        let file = AnnouncedFile(path: folder.file("fifo"))
        #expect(file.waitsForReader)
        #expect(Announcement(readyFilePath: file.path).waitsForReaders)
        #expect(!Announcement(readyFilePath: folder.file("file")).waitsForReaders)

        async let text = onThread {
            try FileHandle(forReadingFrom: URL(fileURLWithPath: file.path)).readToEnd()
        }
        try await onThread { try file.write("text") }

        #expect(try await text == Data("text".utf8))
        #expect(file.waitsForReader)
    }

    @Test func `says which file cannot be written, and why`() throws {
        let path = try TemporaryFolder().file("missing/config")
        let announcement = Announcement(kubeconfigs: [KubeconfigFile(path: path)])

        let error = #expect(throws: AnnouncementError.self) {
            try announcement.write(url: "http://127.0.0.1:4711")
        }

        #expect(
            error?.description == "the file \(path) cannot be written: No such file or directory")
    }
}
