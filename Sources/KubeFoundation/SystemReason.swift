extension Error {
    /// Why the system refused to do something to a file, such as `No such file or directory`.
    package var systemReason: String {
        let cause = (self as? CocoaError)?.underlying as? POSIXError
        return cause?.reason ?? "\(self)"
    }
}

extension POSIXError {
    /// The error that the system calls `number`.
    package init(number: Int32) {
        self.init(.init(rawValue: number) ?? .EIO)
    }

    /// Why the last call of the system failed.
    package static var last: POSIXError { POSIXError(number: errno) }

    /// The system's own words, such as `No such file or directory`.
    package var reason: String { String(cString: strerror(code.rawValue)) }
}
