/// What a YAML parser meets, in the order of the document.
enum YAMLEvent {
    case scalar(YAMLScalar, anchor: String?, line: Int)
    case alias(String, line: Int)
    case sequenceStart(anchor: String?, line: Int)
    case mappingStart(anchor: String?, line: Int)
    /// A sequence or mapping ended.
    case end
    case documentEnd
    case streamEnd
    /// The stream or a document began.
    case start
}
