extension Timestamp {
    /// The day that the instant lies on in UTC, and how many seconds of that have passed.
    package var civil: (date: CivilDate, secondOfDay: Int) {
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let days = remainder < 0 ? quotient - 1 : quotient
        return (CivilDate(daysSince1970: Int(days)), Int(seconds - days * 86_400))
    }
}
