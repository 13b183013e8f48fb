import KubeAPI
import KubeJSON
import KubeTime

extension ControlField where Value == Duration? {
    /// A length of time, such as `"30m"` or `"1.5s"`, or a number of seconds.
    static func duration(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .duration, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            let duration: GoDuration?
            do throws(GoDuration.ParseError) {
                duration = try GoDuration(saying: value)
            } catch {
                throw description.malformed(": \(error.description)")
            }
            guard let duration else { throw description.wrongType(value) }
            return duration.duration
        }
    }
}

extension ControlField where Value == Timestamp? {
    /// An instant, such as `"2026-01-01T00:00:00Z"`.
    static func instant(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .instant, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            let text = try description.text(value)
            guard let instant = Timestamp(rfc3339: text) else {
                throw description.malformed(", not \(GoQuote.quote(text))")
            }
            return instant
        }
    }
}
