import KubeJSON

extension GarbageSnapshot {
    /// Judges what the controllers did to `before`, while no client did anything.
    func judge(after before: GarbageSnapshot) throws(Violation) {
        for object in before.objects {
            let later = self[object.uid]
            if later == nil { try judgeEnd(of: object) }
            let isTouched = later == nil || later?.isTerminating == true
            guard isTouched, !object.isTerminating, object.kind != "Namespace",
                before.hasActiveNamespace(object.namespace)
            else { continue }
            try judgeCollection(of: object, before)
        }
    }

    /// What goes must not have been kept by anybody.
    private func judgeEnd(of object: Object) throws(Violation) {
        guard object.foreignFinalizers.isEmpty else {
            throw Violation("\(object.name) is gone despite its finalizers \(object.finalizers)")
        }
        guard object.kind == "Namespace" else { return }
        guard object.isTerminating, !objects.contains(where: { $0.namespace == object.name }) else {
            throw Violation("the namespace \(object.name) is gone, and something in it is not")
        }
    }

    /// What nobody has asked to delete must have had owners, all of which are gone or going.
    private func judgeCollection(of object: Object, _ before: GarbageSnapshot) throws(Violation) {
        guard object.kind != "Event", !object.owners.isEmpty else {
            throw Violation("\(object.kind) \(object.name) was collected, and has no owners")
        }
        // An owner that was going then may meanwhile wait for something else.
        for owner in object.owners
        where before.standing(of: owner, to: object) != .foreground {
            switch standing(of: owner, to: object) {
            case .gone, .foreground: continue
            case .solid, .orphaning, .unknown:
                throw Violation(
                    "\(object.name) was collected despite its owner \(JSONWriter.text(owner))")
            }
        }
        let isLeftBehind = object.owners.allSatisfy {
            before.standing(of: $0, to: object) == .orphaning
        }
        guard !isLeftBehind else {
            throw Violation("\(object.name) was collected instead of being left behind")
        }
    }

    /// Judges what is there once all clients have rested for a while.
    func judgeEnd() throws(Violation) {
        for object in objects {
            guard !object.isTerminating else {
                throw Violation(
                    "\(object.kind) \(object.name) is still terminating: \(object.finalizers)")
            }
            // Whoever has an owner that nobody knows is left alone, and so are events.
            let standings = object.owners.map { standing(of: $0, to: object) }
            guard object.kind == "Lease", !standings.contains(.unknown) else { continue }
            guard standings.allSatisfy({ $0 == .solid }) else {
                throw Violation(
                    "\(object.name) has owners that are gone: \(object.owners.map(JSONWriter.text))"
                )
            }
        }
    }
}
