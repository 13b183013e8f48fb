import FakeAPIServerKit
import KubeCluster
import KubeRegistry
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A clock setting` {
    static let start = Timestamp.epoch

    @Test(arguments: [
        ("real", ClockSetting.real()),
        ("manual", .manual()),
        ("real=2026-01-01T00:00:00Z", .real(startingAt: start)),
        ("manual=2026-01-01T01:00:00+01:00", .manual(startingAt: start)),
    ])
    func `is spelled`(text: String, setting: ClockSetting) throws {
        #expect(try ClockSetting(flagValue: text) == setting)
    }

    @Test(arguments: ["", "fast", "real=", "manual=", "manual=yesterday", "=2026-01-01T00:00:00Z"])
    func `is refused`(text: String) {
        #expect(throws: FlagError.self) { try ClockSetting(flagValue: text) }
    }

    @Test(arguments: [
        (ClockSetting.real(), "--clock=real"),
        (.manual(startingAt: start), "--clock=manual=2026-01-01T00:00:00.000000Z"),
        (
            .real(rate: 50, startingAt: start),
            "--clock=real=2026-01-01T00:00:00.000000Z --clock-rate=50.0"
        ),
    ])
    func `tells the flags that repeat it`(setting: ClockSetting, flags: String) {
        #expect(setting.flags == flags)
    }

    @Test func `keeps its start when it gets a rate`() throws {
        var setting = ClockSetting.real(startingAt: Self.start)
        try setting.setRate(2)
        #expect(setting == .real(rate: 2, startingAt: Self.start))
    }

    @Test(arguments: [ClockSetting.real(startingAt: .init(seconds: -1)), .real(rate: 0)])
    func `is refused as an option when no clock can show it`(setting: ClockSetting) {
        var options = ClusterOptions()
        options.clock = setting
        #expect(throws: FlagError.self) { try ClusterSettings(options) }
    }
}
