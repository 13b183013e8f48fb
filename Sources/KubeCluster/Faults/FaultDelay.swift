import KubeFoundation
import KubeJSON
import KubeTime

/// How long a request is slowed down, on the clock of the cluster.
public enum FaultDelay: Hashable, Sendable {
    /// Always as long.
    case fixed(Duration)
    /// Anything between two lengths, each as likely.
    case uniform(from: Duration, to: Duration)
    /// Mostly about the median, sometimes much longer: log-normal with a spread of `sigma`.
    case logNormal(median: Duration, sigma: Double)
}

extension FaultDelay {
    /// The longest delay.
    static let max = Duration.seconds(86_400)

    /// A length of time, for which `random` is drawn from where it is not fixed.
    func sample(_ random: inout Random) -> Duration {
        switch self {
        case .fixed(let duration): return duration
        case .uniform(let shortest, let longest):
            return shortest + (longest - shortest) * Double.random(in: 0...1, using: &random)
        case .logNormal(let median, let sigma):
            let radius = sqrt(
                -2 * log(Double.random(in: Double.leastNonzeroMagnitude...1, using: &random)))
            let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &random)
            let factor = exp(sigma * radius * cos(angle))
            return Swift.min(median * Swift.min(factor, 1e6), Self.max)
        }
    }
}
