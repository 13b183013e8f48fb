import Foundation
import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `Elections recorded from kube-apiserver` {
    @Test(arguments: try RecordedElection.all)
    func `pass through the same states`(election: RecordedElection) {
        var play = election.play

        play.play(to: election.seconds)

        #expect(play.states(of: "leader") == election.states)
    }
}
