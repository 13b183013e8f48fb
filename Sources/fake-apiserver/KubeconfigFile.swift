import KubeHTTP1
import KubeRegistry

/// A kubeconfig file that is to be written.
struct KubeconfigFile: Equatable {
    /// The client for which it is; nil for whoever has no name.
    let client: String?

    let path: String

    /// For `client`, or for no client in particular.
    init(client: String? = nil, path: String) {
        self.client = client
        self.path = path
    }

    /// What `text`, the value of `flag`, spells: `FILE`, or `CLIENT=FILE`.
    ///
    /// The path of a file with an equals sign in its name has a slash before that.
    init(_ text: String, flag: String) throws(FlagError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].contains("/") else {
            self.init(path: text)
            return
        }
        guard RequestDestination.isClientName(String(parts[0])), !parts[1].isEmpty else {
            throw FlagError(
                FlagValue.invalid(
                    text, for: flag,
                    because: "must be FILE or CLIENT=FILE, where the name of a client has "
                        + "\(RequestDestination.clientNameRule); ./a=b is the file a=b"))
        }
        self.init(client: String(parts[0]), path: String(parts[1]))
    }
}
