import KubeFoundation

/// A file that those read who wait for the server.
struct AnnouncedFile {
    let path: String

    /// Writes `text` to the file.
    ///
    /// A file is replaced at once, so that nobody reads half of it; where the path is a link, that which it
    /// leads to is. What is no file, such as a FIFO or `/dev/stdout`, is written to.
    func write(_ text: String) throws(AnnouncementError) {
        switch kind {
        case nil, S_IFREG: try replace(with: text)
        default: try append(text)
        }
    }

    /// Removes the file, where there is one and it is `text` that it holds, or any with nil.
    ///
    /// What is no file stays. Where the path is a link, that which it leads to is removed.
    func remove(holding text: String? = nil) throws(AnnouncementError) {
        guard kind == S_IFREG else { return }
        do {
            if let text, try Data(contentsOf: target) != Data(text.utf8) { return }
            try FileManager.default.removeItem(at: target)
        } catch {
            // Who has removed it meanwhile did the same.
            guard kind != nil else { return }
            throw AnnouncementError(path: path, reason: error.systemReason, verb: "removed")
        }
    }

    /// Whether it is written only once somebody reads it.
    var waitsForReader: Bool { kind == S_IFIFO }

    /// The kind of what the path leads to, as the system says it; nil where that is nothing.
    private var kind: mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Where the path leads to through links.
    private var target: URL { URL(fileURLWithPath: path).resolvingSymlinksInPath() }

    private func replace(with text: String) throws(AnnouncementError) {
        do {
            try Data(text.utf8).write(to: target, options: .atomic)
        } catch {
            throw AnnouncementError(path: path, reason: error.systemReason)
        }
    }

    private func append(_ text: String) throws(AnnouncementError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, output(text, to: descriptor) else {
            throw AnnouncementError(path: path, reason: POSIXError.last.reason)
        }
    }
}
