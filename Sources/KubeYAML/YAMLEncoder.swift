#if YAML
    import CKubeYAML
    package import KubeJSON

    /// Writes JSON values as YAML, as kube-apiserver does: keys sorted, two blanks a level, strings
    /// quoted where they would be read as something else.
    package enum YAMLEncoder {
        /// The YAML form of `value`, which ends with a line break.
        package static func encode(_ value: JSONValue) -> [UInt8] {
            var output: [UInt8] = []
            withUnsafeMutablePointer(to: &output) { output in
                // libyaml keeps pointers into the emitter, so it must not move.
                let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
                defer {
                    yaml_emitter_delete(emitter)
                    emitter.deallocate()
                }
                yaml_emitter_initialize(emitter)
                yaml_emitter_set_unicode(emitter, 1)
                yaml_emitter_set_output(emitter, append, output)
                Stream(emitter: emitter).write(value)
            }
            return output
        }

        private static let append:
            @convention(c) (
                UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, Int
            ) -> Int32 = { output, bytes, count in
                output?.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return 1
            }
    }

    extension YAMLEncoder {
        private struct Stream {
            let emitter: UnsafeMutablePointer<yaml_emitter_t>

            func write(_ document: JSONValue) {
                emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
                emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
                emit(document)
                emit { yaml_document_end_event_initialize(&$0, 1) }
                emit { yaml_stream_end_event_initialize(&$0) }
            }

            private func emit(_ value: JSONValue) {
                switch value {
                case .null: emit("null", YAML_PLAIN_SCALAR_STYLE)
                case .bool(let isTrue): emit("\(isTrue)", YAML_PLAIN_SCALAR_STYLE)
                case .number(let number): emit(number.literal, YAML_PLAIN_SCALAR_STYLE)
                case .string(let string): emit(string: string.text)
                case .array(let elements):
                    emit {
                        yaml_sequence_start_event_initialize(
                            &$0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE)
                    }
                    elements.forEach(emit)
                    emit { yaml_sequence_end_event_initialize(&$0) }
                case .object(let object):
                    emit {
                        yaml_mapping_start_event_initialize(
                            &$0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE)
                    }
                    for member in object.sorted(by: { YAMLKeyOrder.precedes($0.key, $1.key) }) {
                        emit(string: member.key)
                        emit(member.value)
                    }
                    emit { yaml_mapping_end_event_initialize(&$0) }
                }
            }

            private func emit(string text: String) {
                if text.utf8.contains(UInt8(ascii: "\n")) {
                    emit(text, YAML_LITERAL_SCALAR_STYLE)
                } else if YAMLScalar.needsQuotes(text) {
                    emit(text, YAML_DOUBLE_QUOTED_SCALAR_STYLE)
                } else {
                    emit(text, YAML_PLAIN_SCALAR_STYLE)
                }
            }

            private func emit(_ text: String, _ style: yaml_scalar_style_t) {
                var text = text
                text.withUTF8 { bytes in
                    emit {
                        yaml_scalar_event_initialize(
                            &$0, nil, nil, bytes.baseAddress, Int32(clamping: bytes.count), 1, 1,
                            style)
                    }
                }
            }

            private func emit(_ initialize: (inout yaml_event_t) -> Int32) {
                var event = yaml_event_t()
                guard initialize(&event) == 1 else { return }
                // The emitter takes the event over, and frees it.
                yaml_emitter_emit(emitter, &event)
            }
        }
    }
#endif
