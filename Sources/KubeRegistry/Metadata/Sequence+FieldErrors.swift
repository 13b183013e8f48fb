import KubeAPI

extension Sequence {
    /// The errors that `rule` finds in the elements, one after the other until they are excessive.
    func fieldErrors(_ rule: (Element) -> [FieldError]) -> [FieldError] {
        var errors: [FieldError] = []
        for element in self {
            let found = rule(element)
            guard !found.isEmpty else { continue }
            errors += found
            if errors.areExcessive { break }
        }
        return errors
    }
}
