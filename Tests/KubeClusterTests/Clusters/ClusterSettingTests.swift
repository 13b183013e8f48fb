import KubeCluster
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The settings of a cluster that is created` {
    private let candidates = "/apis/coordination.k8s.io/v1alpha2/namespaces/default/leasecandidates"

    @Test(arguments: [
        #""featureGates":{"CoordinatedLeaderElection":true,"WatchList":false},"#
            + #""runtimeConfig":{"coordination.k8s.io/v1alpha2":true}"#,
        #""featureGates":"CoordinatedLeaderElection=true,WatchList=false","#
            + #""runtimeConfig":"coordination.k8s.io/v1alpha2=true""#,
    ])
    func `are switched by an object, or by the text of a flag`(settings: String) throws {
        var play = try HostPlay()
        let answer = try play.ask("POST", "/fake/clusters", #"{"name":"a",\#(settings)}"#)
        #expect(answer["path"] == "/clusters/a")
        #expect(answer["warning"] == nil)
        #expect(try play.ask("GET", "/clusters/a/fake/elections")["isEnabled"] == true)
        #expect(try play.ask("GET", "/clusters/a\(candidates)")["items"] == [])
    }

    @Test(arguments: [
        (
            #"{"featureGates":{"WatchList":"true"}}"#,
            #"the field "featureGates.WatchList" must be a boolean, true or false, not "true""#
        ),
        (
            #"{"featureGates":{"A=true,B":true}}"#,
            #"unknown field "featureGates.A=true,B": a name has neither commas nor equals signs"#
        ),
        (
            #"{"featureGates":{"WatchList":true,"WatchList":false}}"#,
            #"the field "featureGates.WatchList" is given twice"#
        ),
        (
            #"{"featureGates":["WatchList"]}"#,
            #"the field "featureGates" must be an object such as {"NAME":true}, or a string such as "#
                + #""NAME=true", not ["WatchList"]"#
        ),
        (
            #"{"seed":1,"featureGates":{"Wacth":true}}"#,
            #"the field "featureGates": unrecognized feature gate: Wacth"#
        ),
        (
            #"{"featureGates":"WatchList=x"}"#,
            #"the field "featureGates": invalid value of WatchList=x, err: strconv.ParseBool: "#
                + #"parsing "x": invalid syntax"#
        ),
        (
            #"{"controllers":true,"runtimeConfig":{"x":true}}"#,
            #"the field "runtimeConfig": runtime-config invalid key x"#
        ),
        (#"{"clockRate":1e400}"#, #"the field "clockRate" must be a number, not 1e400"#),
        (
            #"{"clock":"x"}"#,
            #"the field "clock": invalid argument "x" for "--clock" flag: must be real or manual, "#
                + "or one of them with an instant such as manual=2026-01-01T00:00:00Z"
        ),
    ])
    func `are refused with the way to what is wrong`(body: String, message: String) throws {
        var play = try HostPlay()
        #expect(try play.ask("POST", "/fake/clusters", body)["message"] == .string(message))
    }

    @Test func `that fit only each other are taken together`() throws {
        var play = try HostPlay { $0.clock = .manual(startingAt: .epoch) }
        let answer = try play.ask(
            "POST", "/fake/clusters", #"{"clock":"real","clockRate":50,"name":"a"}"#)
        #expect(answer[path: "clock", "rate"] == 50)
    }

    @Test func `tell when nobody could ask to be elected`() throws {
        var play = try HostPlay()
        let answer = try play.ask(
            "POST", "/fake/clusters",
            #"{"featureGates":{"CoordinatedLeaderElection":true},"emulatedVersion":"1.32"}"#)
        #expect(
            answer["warning"]
                == .string(
                    "no version of LeaseCandidate is served, so that nobody can ask to be elected: "
                        + "start the server with --runtime-config=coordination.k8s.io/v1alpha2=true"
                ))
    }
}
