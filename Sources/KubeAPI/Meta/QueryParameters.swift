import KubeJSON

/// The parameters of a request, read as `url.Values` and `AM/apis/meta/v1` conversions read them.
package struct QueryParameters: Sendable {
    private let items: [(name: String, value: String)]

    package init(_ items: [(name: String, value: String)]) {
        self.items = items
    }

    /// Whether there are none.
    package var isEmpty: Bool { items.isEmpty }

    /// The first value of `name`; nil when it is absent.
    package func first(_ name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// The first value of `name`; nil when it is absent or empty.
    package func nonempty(_ name: String) -> String? {
        first(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// All values of `name`, in order.
    package func all(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// Whether `name` is set to anything but `false` (in any case) or `0`; nil when it is absent.
    package func bool(_ name: String) -> Bool? {
        first(name).map { $0 != "0" && $0.lowercased() != "false" }
    }

    /// The number that `name` is set to; nil when it is absent.
    package func integer(_ name: String) throws(StatusError) -> Int64? {
        guard let text = first(name) else { return nil }
        return try GoNumber.signed(text, orThrow: StatusError.badRequest)
    }
}
