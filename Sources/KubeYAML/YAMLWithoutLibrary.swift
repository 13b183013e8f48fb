#if !YAML
    package import KubeJSON

    /// Writes JSON, which is YAML, too: without libyaml nothing else is written.
    package enum YAMLEncoder {
        /// The compact JSON of `value`, which ends with a line break.
        package static func encode(_ value: JSONValue) -> [UInt8] {
            JSONWriter.encode(value) + [UInt8(ascii: "\n")]
        }
    }

    /// Reads JSON as the events of YAML: without libyaml nothing else is read.
    struct YAMLEventReader: ~Copyable {
        private let bytes: [UInt8]
        /// What comes next, from the last on; nil until the first event is asked for.
        private var events: [YAMLEvent]?

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func next() throws(YAMLError) -> YAMLEvent {
            if events == nil { events = try Self.events(of: bytes).reversed() }
            return events?.popLast() ?? .streamEnd
        }

        private static func events(of bytes: [UInt8]) throws(YAMLError) -> [YAMLEvent] {
            var events: [YAMLEvent] = []
            do throws(JSONSyntaxError) {
                append(try JSONParser.parse(bytes), to: &events)
            } catch {
                throw YAMLError(
                    "yaml: this was built without the package trait YAML, and reads only JSON: \(error)"
                )
            }
            return events + [.documentEnd]
        }

        private static func append(_ value: JSONValue, to events: inout [YAMLEvent]) {
            switch value {
            case .null: events.append(plain("null"))
            case .bool(let isTrue): events.append(plain("\(isTrue)"))
            case .number(let number): events.append(plain(number.literal))
            case .string(let string): events.append(quoted(string.text))
            case .array(let elements):
                events.append(.sequenceStart(anchor: nil, line: 1))
                for element in elements { append(element, to: &events) }
                events.append(.end)
            case .object(let object):
                events.append(.mappingStart(anchor: nil, line: 1))
                for member in object {
                    events.append(quoted(member.key))
                    append(member.value, to: &events)
                }
                events.append(.end)
            }
        }

        private static func plain(_ text: String) -> YAMLEvent {
            .scalar(YAMLScalar(text: text, tag: nil, isPlain: true), anchor: nil, line: 1)
        }

        private static func quoted(_ text: String) -> YAMLEvent {
            .scalar(YAMLScalar(text: text, tag: nil, isPlain: false), anchor: nil, line: 1)
        }
    }
#endif
