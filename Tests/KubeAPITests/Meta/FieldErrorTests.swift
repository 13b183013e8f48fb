import KubeAPI
import KubeJSON
import Testing

@Suite struct `Field errors` {
    @Test func `say each text once, in brackets when there are several`() {
        let missing = FieldError.required("spec.x")
        let wrong = FieldError.invalid("spec.y", 7, "must be less")

        #expect(FieldError.aggregate([missing]) == "spec.x: Required value")
        #expect(FieldError.aggregate([missing, missing]) == "spec.x: Required value")
        #expect(
            FieldError.aggregate([missing, wrong, missing])
                == "[spec.x: Required value, spec.y: Invalid value: 7: must be less]")
    }

    @Test func `print values as Go does`() {
        #expect(FieldError.invalid("f", "a\"b", "d").body == #"Invalid value: "a\"b": d"#)
        #expect(FieldError.invalid("f", ["a"], "d").body == #"Invalid value: ["a"]: d"#)
        #expect(
            FieldError.notSupported("f", "x", supported: ["a", ""]).body
                == #"Unsupported value: "x": supported values: "a", """#)
        #expect(
            FieldError.tooLong("f", bytesMax: 3).body == "Too long: may not be more than 3 bytes")
    }

    @Test func `become causes, each of them`() {
        let missing = FieldError.required("spec.x", "say so")

        let error = StatusError.invalid(
            kind: "Lease", group: "coordination.k8s.io", name: "a", [missing, missing])

        #expect(
            error.message
                == "Lease.coordination.k8s.io \"a\" is invalid: spec.x: Required value: say so")
        #expect(
            error.details?.causes == [missing.cause, missing.cause])
        #expect(missing.cause.reason == "FieldValueRequired")
        #expect(missing.cause.message == "Required value: say so")
    }

    @Test func `are a hundred at most`() {
        let errors = (0..<200).map { FieldError.required("spec.\($0)") }

        let error = StatusError.invalid(kind: "Lease", group: "", name: "a", errors)

        #expect(error.details?.causes == errors.prefix(100).map(\.cause))
        #expect(error.message.hasSuffix("spec.99: Required value, too many errors]"))
        #expect(!errors.prefix(100).map { $0 }.areExcessive)
    }

    @Test func `say no more after a mebibyte of text, nor quote long values whole`() {
        let long = JSONValue.string(String(repeating: "x", count: 1 << 20))
        let errors = (0..<100).map { FieldError.invalid("f\($0)", long, "is long") }

        let error = StatusError.invalid(kind: "Lease", group: "", name: "a", errors)

        #expect(errors[0].body.utf8.count < 70_000)
        #expect(errors[0].body.hasSuffix("x…\": is long"))
        #expect(error.details?.causes.count == 16)
    }
}
