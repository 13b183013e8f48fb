import KubeRegistry

/// A flag, and what its value changes.
struct ServerFlag: Sendable {
    /// The name without dashes.
    let name: String

    /// Whether it needs no value, and is true then.
    private(set) var isSwitch = false

    /// Changes what is asked for as the text of the value says.
    let apply: @Sendable (inout Invocation, String) throws(FlagError) -> Void

    /// The flag called `name`; nil when there is none.
    static func named(_ name: some StringProtocol) -> ServerFlag? { all.first { $0.name == name } }

    /// The name of the flag that was probably meant by `name`, which none has; nil where none is near.
    ///
    /// A third of the letters may be wrong; of flags that are as near the first by name counts.
    static func nameLike(_ name: String) -> String? {
        let names = (all.map(\.name) + FlagArguments.requestNames).sorted()
        let near = names.lazy.map { (name: $0, distance: editDistance(from: name, to: $0)) }
            .filter { $0.distance * 3 <= max(name.utf8.count, 3) }
        return near.min { $0.distance < $1.distance }?.name
            ?? names.first { !name.isEmpty && $0.hasPrefix(name) }
    }
}

extension ServerFlag {
    /// A flag whose value may be any text.
    static func text(
        _ name: String, set: @escaping @Sendable (inout Invocation, String) -> Void
    ) -> ServerFlag {
        ServerFlag(name: name, apply: set)
    }

    /// A flag that is true or false.
    static func boolean(
        _ name: String, set: @escaping @Sendable (inout Invocation, Bool) -> Void
    ) -> ServerFlag {
        var flag = value(name, FlagValue.boolean, set: set)
        flag.isSwitch = true
        return flag
    }

    /// A flag that is true or false; any other value is refused with a `reason` of our own.
    static func boolean(
        _ name: String, otherwise reason: String,
        set: @escaping @Sendable (inout Invocation, Bool) -> Void
    ) -> ServerFlag {
        let read = { @Sendable (text: String, flag: String) throws(FlagError) -> Bool in
            guard let isTrue = try? FlagValue.boolean(text, flag: flag) else {
                throw FlagError(FlagValue.invalid(text, for: flag, because: reason))
            }
            return isTrue
        }
        var flag = value(name, read, set: set)
        flag.isSwitch = true
        return flag
    }

    /// A flag whose text `read` understands.
    static func value<Value>(
        _ name: String,
        _ read: @escaping @Sendable (_ text: String, _ flag: String) throws(FlagError) -> Value,
        set: @escaping @Sendable (inout Invocation, Value) -> Void
    ) -> ServerFlag {
        ServerFlag(name: name) { invocation, text throws(FlagError) in
            set(&invocation, try read(text, name))
        }
    }
}
