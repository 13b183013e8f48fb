import KubeAPI
import Testing

@Suite struct `A label selector` {
    private let labels: [(key: String, value: String)] = [
        ("app", "web"), ("empty", ""), ("n", "3"), ("word", "three"),
    ]

    @Test(
        arguments: [
            "", "app", "!none", "app=web", "app==web", "app!=db", "none!=x", "app in (db,web)",
            "app notin (db)", "none notin (x)", "n>2", "n<4", "n>0", "empty=", "empty in ()",
            "empty in (,x)", "empty in (x,)", "empty in (x,,y)", " app\t=\n web ", "app=web,n=3",
            "in!=x", "notin notin (notin)", "app,app=web,app in (web,db),app!=db",
            "n>1,n>2,n<5,n<4", "!a,!b,!c,!d,app,!e", "a!=1,b!=1,c!=1,d!=1,e!=1,n=3",
        ])
    func `picks what fits`(text: String) throws {
        #expect(try LabelSelector(parsing: text).matches(labels))
    }

    @Test(
        arguments: [
            "none", "!app", "app=db", "app!=web", "none=x", "none=", "app in (db)", "none in (x)",
            "app notin (web)", "n>3", "n<3", "none>1", "word>1", "app=web,n=4", "app in ()",
            "empty in (x,y)", "in=in", "app=web,app=db", "app!=db,app!=web", "n>2,n>3", "n<4,n<3",
            "app,!app", "!a,!b,!c,!d,!app", "!a,!b,!c,!d,none", "a!=1,b!=1,c!=1,d!=1,n=4",
        ])
    func `leaves out what does not fit`(text: String) throws {
        #expect(try !LabelSelector(parsing: text).matches(labels))
    }

    @Test func `sorts values bytewise and drops repetitions`() throws {
        let selector = try LabelSelector(parsing: "k in (b,a,B,a)")

        #expect(selector.requirements.map(\.values) == [["B", "a", "b"]])
        #expect(selector.requirements.map(\.relation) == [.isIn])
    }

    @Test(
        arguments: [
            (
                "a b",
                "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"
            ),
            ("!", "unable to parse requirement: found '', expected: identifier"),
            ("!!a", "unable to parse requirement: found '!', expected: identifier"),
            ("a=)", "unable to parse requirement: found ')', expected: identifier"),
            ("a in b", "unable to parse requirement: found 'b' expected: '('"),
            ("a in (", "unable to parse requirement: found '', expected: ',', ')' or identifier"),
            ("a in (=", "unable to parse requirement: found '=', expected: ',', ')' or identifier"),
            ("a in (b", "unable to parse requirement: found '', expected: ',' or ')'"),
            ("a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'"),
            ("a in (b,", "unable to parse requirement: found '', expected: ',', or identifier"),
            ("a in (,,)", "unable to parse requirement: found ')', expected: ',', or identifier"),
            ("a=b c", "found 'c', expected: ',' or 'end of string'"),
            ("!a=b", "found '=', expected: ',' or 'end of string'"),
            ("a,", "found '', expected: identifier after ','"),
            ("a,=b", "found '=', expected: identifier after ','"),
            ("=a", "found '=', expected: !, identifier, or 'end of string'"),
            (",", "found ',', expected: !, identifier, or 'end of string'"),
        ])
    func `says what it cannot parse`(text: String, message: String) {
        #expect(throws: StatusError.badRequest(message)) { try LabelSelector(parsing: text) }
    }

    @Test(
        arguments: [
            ("a/=b", #"<nil>: Invalid value: "a/": name part must be non-empty; name part must"#),
            ("k=-", #"values[0][k]: Invalid value: "-": a valid label must be an empty string or"#),
            ("k in (a,-)", #"values[0][k]: Invalid value: "-": a valid label must be"#),
            (
                "k>x",
                #"values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an"#
            ),
            (
                "k<-",
                #"[values[0]: Invalid value: "-": for 'Gt', 'Lt' operators, the value must be "#
                    + #"an integer, values[0][k]: Invalid value: "-": a valid label must"#
            ),
        ])
    func `checks keys and values`(text: String, message: String) throws {
        let error = try #require(throws: StatusError.self) { try LabelSelector(parsing: text) }

        #expect(error.code == 400)
        #expect(error.message.hasPrefix("unable to parse requirement: " + message))
    }

    @Test func `tells the first errors of very many`() throws {
        let values = (0..<1000).map { "-\($0)" }.joined(separator: ",")

        let error = try #require(throws: StatusError.self) {
            try LabelSelector(parsing: "a in (\(values))")
        }

        #expect(error.message.split(separator: "values[").count == 101)
        #expect(error.message.hasSuffix(", too many errors]"))
    }

    @Test(.timeLimit(.minutes(1)))
    func `of very many terms looks at each label once`() throws {
        let terms = (0..<20_000).map { "!z\($0),a notin (x\($0))" }
        let selector = try LabelSelector(parsing: terms.joined(separator: ","))
        let many = (0..<20_000).map { (key: "a\(100_000 + $0)", value: "") }

        #expect(selector.matches(many))
        let few = (0..<10_000).count { _ in selector.matches([("a", "b"), ("b", "c")]) }
        #expect(few == 10_000)
        #expect(!selector.matches([("a", "x7")]))
    }
}
