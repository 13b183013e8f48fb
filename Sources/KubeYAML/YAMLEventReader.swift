#if YAML
    import CKubeYAML

    /// Reads YAML with libyaml, event by event.
    ///
    /// Swift's wrapper of it, Yams, hands out whole documents only: it refuses those with a key that comes
    /// twice, and spells out every alias in a key before anybody can count them.
    struct YAMLEventReader: ~Copyable {
        // libyaml keeps pointers to both, so they must not move.
        private let parser: UnsafeMutablePointer<yaml_parser_t>
        private let input: UnsafeMutableBufferPointer<UInt8>

        init(_ bytes: [UInt8]) {
            input = .allocate(capacity: bytes.count)
            _ = input.initialize(fromContentsOf: bytes)
            parser = .allocate(capacity: 1)
            yaml_parser_initialize(parser)
            yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
        }

        deinit {
            yaml_parser_delete(parser)
            parser.deallocate()
            input.deallocate()
        }

        func next() throws(YAMLError) -> YAMLEvent {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
            defer { yaml_event_delete(&event) }
            let line = Int(event.start_mark.line) + 1
            switch event.type {
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
                return .scalar(
                    YAMLScalar(
                        text: String(decoding: text, as: UTF8.self), tag: Self.text(scalar.tag),
                        isPlain: scalar.plain_implicit != 0),
                    anchor: Self.text(scalar.anchor), line: line)
            case YAML_ALIAS_EVENT:
                return .alias(Self.text(event.data.alias.anchor) ?? "", line: line)
            case YAML_SEQUENCE_START_EVENT:
                return .sequenceStart(
                    anchor: Self.text(event.data.sequence_start.anchor), line: line)
            case YAML_MAPPING_START_EVENT:
                return .mappingStart(anchor: Self.text(event.data.mapping_start.anchor), line: line)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
            case YAML_DOCUMENT_END_EVENT: return .documentEnd
            case YAML_STREAM_END_EVENT: return .streamEnd
            default: return .start
            }
        }

        private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
            pointer.map { String(cString: $0) }
        }

        /// What went wrong.
        ///
        /// Upstream counts lines from 0 but for what the scanner finds, and does not name the first one.
        private var problem: YAMLError {
            let parser = parser.pointee
            let isScanner = parser.error == YAML_SCANNER_ERROR
            var line = Int(parser.problem_mark.line)
            if line > 0 {
                line += isScanner ? 1 : 0
            } else {
                line = Int(parser.context_mark.line)
            }
            let place = line > 0 ? "line \(line): " : ""
            let problem = parser.problem.map { String(cString: $0) }
            return YAMLError(
                "yaml: \(place)\(problem ?? "unknown problem parsing YAML content")",
                line: Int(parser.problem_mark.line) + 1)
        }
    }
#endif
