/// The time of lists and tables of 1,000 objects on one connection.
///
/// The first read comes right after every object was written, so that nothing is made yet that is
/// made once per commit; the later ones find it made.
enum ListMeasurements {
    private static let count = 1000
    private static let rounds = 15
    private static let laterReads = 10

    static func run(_ path: String) throws {
        beginTable("Lists of 1,000 objects")
        for resource in MeasuredResource.allCases {
            let server = try MeasuredServer(path, MeasuredResource.flags)
            let connection = server.connect()
            for index in 0..<count { resource.create(index, on: connection) }
            for (offset, form) in ListForm.allCases.enumerated() {
                measure(resource, form, firstNumber: 1 + offset * rounds, on: connection)
            }
        }
    }

    private static func measure(
        _ resource: MeasuredResource, _ form: ListForm, firstNumber: Int, on connection: Connection
    ) {
        var first = Durations([])
        var later = Durations([])
        var size = 0
        for number in firstNumber..<(firstNumber + rounds) {
            for index in 0..<count { resource.renew(index, number, on: connection) }
            first += time(1) { _ in
                size = connection.ask("GET", resource.path, fields: form.fields).bytes.count
            }
            later += time(laterReads) { _ in
                connection.ask("GET", resource.path, fields: form.fields)
            }
        }
        let what = "\(form.rawValue) of 1,000 \(resource.rawValue)s"
        report("first \(what)", first.median.milliseconds, meant: "\(size / 1000) kB")
        report("later \(what)", later.median.milliseconds)
    }
}
