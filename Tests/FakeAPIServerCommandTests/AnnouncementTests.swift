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

    @Test func `says which file cannot be written, and why`() throws {
        let path = try TemporaryFolder().file("missing/config")
        let announcement = Announcement(kubeconfigPath: path)

        let error = #expect(throws: AnnouncementError.self) {
            try announcement.write(url: "http://127.0.0.1:4711")
        }

        #expect(
            error?.description == "the file \(path) cannot be written: No such file or directory")
    }
}
