extension ClusterOptions {
    /// What is wrong with the timing of the coordinator's own lease.
    var coordinatedLeadershipComplaints: [String] {
        let flag = "--coordinated-leadership-"
        var complaints: [String] = []
        if coordinatedLeadershipLeaseDuration <= coordinatedLeadershipRenewDeadline {
            complaints.append("\(flag)lease-duration must be greater than \(flag)renew-deadline")
        }
        if coordinatedLeadershipRenewDeadline <= coordinatedLeadershipRetryPeriod {
            complaints.append("\(flag)renew-deadline must be greater than \(flag)retry-period")
        }
        return complaints
    }
}
