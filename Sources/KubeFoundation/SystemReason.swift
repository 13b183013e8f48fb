extension Error {
    /// Why the system refused to do something to a file, such as `No such file or directory`.
    package var systemReason: String {
        let cause = (self as? CocoaError)?.underlying as? POSIXError
        return cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(self)"
    }
}
