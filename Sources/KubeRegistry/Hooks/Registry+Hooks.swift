/// What is plugged in: at most one gate and one observer of each type.
extension Registry {
    /// The gate of this type that is asked before each commit.
    package func gate<Gate: WriteGate>(_ type: Gate.Type) -> Gate? {
        gates.lazy.compactMap { $0 as? Gate }.first
    }

    /// Asks `gate` from now on, in the place of the one of its type; nil asks none of them.
    package mutating func setGate<Gate: WriteGate>(_ gate: Gate?) {
        gates.removeAll { $0 is Gate }
        if let gate { gates.append(gate) }
    }

    /// The observer of this type that is told after each commit.
    package func observer<Observer: WriteObserver>(_ type: Observer.Type) -> Observer? {
        observers.lazy.compactMap { $0 as? Observer }.first
    }

    /// Tells `observer` from now on, in the place of the one of its type; nil tells none of them.
    package mutating func setObserver<Observer: WriteObserver>(_ observer: Observer?) {
        observers.removeAll { $0 is Observer }
        if let observer { observers.append(observer) }
    }
}
