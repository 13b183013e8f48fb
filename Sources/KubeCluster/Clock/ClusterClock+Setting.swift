import KubeTime

extension ClusterClock {
    /// The clock that `setting` asks for.
    init(setting: ClockSetting, at wall: Timestamp) {
        switch setting {
        case .real(let rate, let start):
            self.init(.real(rate: rate), startingAt: start, at: wall)
        case .manual(let start): self.init(.manual, startingAt: start, at: wall)
        }
    }
}
