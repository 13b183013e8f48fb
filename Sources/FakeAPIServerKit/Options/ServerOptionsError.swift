import KubeRegistry

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What is wrong with the options of a server, in kube-apiserver's words.
public struct ServerOptionsError: Error, Hashable, CustomStringConvertible, LocalizedError {
    /// One sentence per mistake; never empty.
    public let messages: [String]

    package init(_ messages: [String]) {
        self.messages = messages
    }

    /// The only sentence, or all of them as `[a, b]`.
    public var description: String {
        FlagError(messages)?.description ?? ""
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
