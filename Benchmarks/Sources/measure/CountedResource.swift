/// A resource whose requests are counted.
enum CountedResource {
    case lease, candidate

    var path: String {
        switch self {
        case .lease: MeasuredResource.lease.path
        case .candidate: MeasuredResource.candidate.path
        }
    }

    /// An object as Python's `json` spells it.
    func object(_ name: String, _ number: Int) -> String {
        let (version, kind, spec) =
            switch self {
            case .lease:
                (
                    "v1", "Lease",
                    #""holderIdentity":"host-1_6e1f","leaseDurationSeconds":15,"#
                        + #""leaseTransitions":1,"acquireTime":"\#(Self.time(1))""#
                )
            case .candidate:
                (
                    "v1beta1", "LeaseCandidate",
                    #""leaseName":"x","binaryVersion":"1.36.0","emulationVersion":"1.35.0","#
                        + #""strategy":"OldestEmulationVersion""#
                )
            }
        return
            (#"{"apiVersion":"coordination.k8s.io/\#(version)","kind":"\#(kind)","#
            + #""metadata":{"name":"\#(name)","namespace":"default"},"#
            + #""spec":{\#(spec),"renewTime":"\#(Self.time(number))"}}"#).spaced
    }

    static func time(_ number: Int) -> String {
        "2026-11-21T07:45:18.\(String(1_000_000 + number % 1_000_000).dropFirst())Z"
    }
}

extension String {
    /// Compact JSON with a blank behind each comma and colon, as most clients that are not Go write it.
    var spaced: String {
        var isInString = false
        return String(
            decoding: utf8.filter { $0 != UInt8(ascii: "\n") }.flatMap { byte -> [UInt8] in
                if byte == UInt8(ascii: "\"") { isInString.toggle() }
                let separates = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
                return separates && !isInString ? [byte, UInt8(ascii: " ")] : [byte]
            }, as: UTF8.self)
    }
}
