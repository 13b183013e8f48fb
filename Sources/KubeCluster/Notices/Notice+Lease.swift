import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Logging

extension Notice {
    /// What a write means to a lease: who has done what, and who held it before and after.
    init(_ event: StoreEvent, _ write: Write) {
        let verb = LeaseVerb(event, write)
        var fields: Logger.Metadata = [
            "lease": "\(write.key.path)", "resourceVersion": "\(event.revision)",
            "by": "\(write.context.manager)",
        ]
        if let client = write.context.client { fields["client"] = "\(client)" }
        if let former = write.old.flatMap(LeaseSpec.holderIdentity), !former.isEmpty {
            fields["former"] = "\(former)"
        }
        if event.change != .deleted {
            fields["holder"] = "\(write.new.flatMap(LeaseSpec.holderIdentity) ?? "")"
        }
        self.init(
            message: verb.sentence, fields: fields, level: verb == .renew ? .debug : .info,
            time: event.time, isUndoable: true, place: Place(file: #fileID, line: #line))
    }
}

/// What is done to a lease.
private enum LeaseVerb {
    case create
    case take
    case renew
    case release
    case change
    case delete

    /// What `write`, which led to `event`, does.
    init(_ event: StoreEvent, _ write: Write) {
        guard event.change != .deleted else {
            self = .delete
            return
        }
        guard let old = write.old, let new = write.new else {
            self = .create
            return
        }
        let former = LeaseSpec.holderIdentity(of: old) ?? ""
        let holder = LeaseSpec.holderIdentity(of: new) ?? ""
        if !holder.hasSameBytes(as: former) {
            self = holder.isEmpty ? .release : .take
        } else {
            self = Self.isRenewal(LeaseSpec(of: old), LeaseSpec(of: new)) ? .renew : .change
        }
    }

    private static func isRenewal(_ old: LeaseSpec, _ new: LeaseSpec) -> Bool {
        guard let time = new.renewTime, new.preferredHolder == old.preferredHolder else {
            return false
        }
        return (old.renewTime ?? TimeFormat.zeroInstant) < time
    }

    var sentence: String {
        switch self {
        case .create: "Created a lease"
        case .take: "Took a lease"
        case .renew: "Renewed a lease"
        case .release: "Released a lease"
        case .change: "Changed a lease"
        case .delete: "Deleted a lease"
        }
    }
}
