extension Error {
    /// Why the system refused to do something to a file, such as `No such file or directory`.
    ///
    /// Foundation's own errors print as lists of their parts, and so are never shown as they stand.
    package var systemReason: String {
        guard let error = self as? CocoaError else { return "\(self)" }
        if let cause = error.underlying as? POSIXError { return cause.reason }
        return error.code.systemCode.map { POSIXError($0).reason }
            ?? "the file system refused it (error \(error.code.rawValue))"
    }
}

extension CocoaError.Code {
    /// What the system calls an error of which Foundation has not said it.
    fileprivate var systemCode: POSIXErrorCode? {
        switch self {
        case .fileNoSuchFile, .fileReadNoSuchFile: .ENOENT
        case .fileReadNoPermission, .fileWriteNoPermission: .EACCES
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: .EINVAL
        case .fileReadTooLarge: .EFBIG
        case .fileWriteFileExists: .EEXIST
        case .fileWriteOutOfSpace: .ENOSPC
        case .fileWriteVolumeReadOnly: .EROFS
        default: nil
        }
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
