import KubeAPI
import KubeTime

// MARK: - Requests

extension LeaderElector {
    /// Begins to acquire, renew or release, whatever the phase is for.
    mutating func beginAttempt(at now: Timestamp) -> [Action] {
        if canRenewBlindly(at: now), let document, let record = observation?.record {
            let renewal = renewal(of: record, at: now)
            return send(
                .renewingBlindly, "PUT", path.object, startedAt: now, at: now,
                document.replacing(renewal, labels: configuration.labels))
        }
        return read(startedAt: now, at: now)
    }

    private func canRenewBlindly(at now: Timestamp) -> Bool {
        !isReleasing && !configuration.isCoordinated && isObservedHolder
            && isObservationValid(at: now)
    }

    private mutating func read(startedAt start: Timestamp, at now: Timestamp) -> [Action] {
        send(.reading, "GET", path.object, startedAt: start, at: now)
    }

    private mutating func write(
        _ record: ElectionRecord, over document: LeaseDocument, startedAt start: Timestamp,
        at now: Timestamp
    ) -> [Action] {
        let body = document.replacing(record, labels: configuration.labels)
        return send(.writing(record), "PUT", path.object, startedAt: start, at: now, body)
    }

    private mutating func create(
        _ record: ElectionRecord, startedAt start: Timestamp, at now: Timestamp
    ) -> [Action] {
        let body = LeaseDocument.new(
            namespace: configuration.namespace, name: configuration.leaseName,
            labels: configuration.labels, record)
        return send(.writing(record), "POST", path.collection, startedAt: start, at: now, body)
    }

    private mutating func send(
        _ step: Attempt.Step, _ method: String, _ path: String, startedAt start: Timestamp,
        at now: Timestamp, _ body: [UInt8] = []
    ) -> [Action] {
        let request = requests.request(method, path, body: body)
        attempt = Attempt(
            start: start, step: step, isRelease: isReleasing, request: request.id,
            timeout: now + configuration.requestTimeout)
        return [.send(request)]
    }
}

// MARK: - Answers

extension LeaderElector {
    /// Goes on after an answer, or after none.
    mutating func proceed(
        with attempt: Attempt, _ answer: (status: Int, body: [UInt8])?, at now: Timestamp
    ) -> [Action] {
        // The leader's last write has ended, one way or the other.
        if isReleasing, !attempt.isRelease { return beginAttempt(at: now) }
        let isSuccess = answer.map { (200..<300).contains($0.status) } ?? false
        let document = isSuccess ? answer.flatMap { LeaseDocument($0.body) } : nil
        switch (attempt.step, document) {
        case (.renewingBlindly, let document?), (.writing, let document?):
            self.document = document
            observation = Observation(record: document.record, since: now)
            return finish(true, now)
        case (.renewingBlindly, nil):
            return read(startedAt: attempt.start, at: now)
        case (.writing, nil):
            return finish(false, now)
        case (.reading, let document?):
            observe(document, at: now)
            return decide(document, startedAt: attempt.start, at: now)
        case (.reading, nil) where answer?.status == 404:
            return createIfAllowed(startedAt: attempt.start, at: now)
        case (.reading, nil):
            return finish(false, now)
        }
    }

    private mutating func finish(_ succeeded: Bool, _ now: Timestamp) -> [Action] {
        finishAttempt(succeeded, at: now)
    }

    private mutating func createIfAllowed(
        startedAt start: Timestamp, at now: Timestamp
    ) -> [Action] {
        guard !isReleasing, !configuration.isCoordinated else { return finish(false, now) }
        // A lease that was deleted under its leader goes on as if it had not been.
        if isObservedHolder, let observation, isObservationValid(at: start) {
            return create(renewal(of: observation.record, at: start), startedAt: start, at: now)
        }
        return create(takeover(transitions: 0, at: start), startedAt: start, at: now)
    }

    /// Decides what to do with a lease that has just been read.
    private mutating func decide(
        _ document: LeaseDocument, startedAt start: Timestamp, at now: Timestamp
    ) -> [Action] {
        let record: ElectionRecord?
        if isReleasing {
            record = release(document.record, at: now)
        } else if configuration.isCoordinated {
            record = coordinatedRenewal(of: document.record, at: start)
        } else {
            record = plainRecord(over: document.record, at: start)
        }
        guard let record else { return finish(false, now) }
        return write(record, over: document, startedAt: start, at: now)
    }
}

// MARK: - Records

extension LeaderElector {
    /// What a plain elector writes over `live`; nil when it is somebody else's.
    private func plainRecord(over live: ElectionRecord, at start: Timestamp) -> ElectionRecord? {
        if isObservedHolder { return renewal(of: live, at: start) }
        guard live.holderIdentity.isEmpty || !isObservationValid(at: start) else { return nil }
        let (transitions, overflow) = live.leaseTransitions.addingReportingOverflow(1)
        return takeover(transitions: overflow ? .max : transitions, at: start)
    }

    /// What a coordinated elector writes over `live`; nil when it may not.
    private func coordinatedRenewal(
        of live: ElectionRecord, at start: Timestamp
    ) -> ElectionRecord? {
        let duration = Duration.seconds(Int64(live.leaseDurationSeconds))
        guard isObservedHolder, let observation, observation.since + duration >= start,
            live.preferredHolder.isEmpty
        else { return nil }
        var record = renewal(of: live, at: start)
        record.strategy = live.strategy
        return record
    }

    /// An emptied lease; nil when it is somebody else's by now.
    private func release(_ live: ElectionRecord, at now: Timestamp) -> ElectionRecord? {
        guard live.holderIdentity.utf8.elementsEqual(configuration.identity.utf8) else {
            return nil
        }
        var record = ElectionRecord()
        record.leaseDurationSeconds = 1
        record.acquireTime = now
        record.renewTime = now
        record.leaseTransitions = live.leaseTransitions
        return record
    }

    /// The record with which this elector goes on holding what `record` says.
    private func renewal(of record: ElectionRecord, at start: Timestamp) -> ElectionRecord {
        var renewal = takeover(transitions: 0, at: start)
        renewal.acquireTime = record.acquireTime
        renewal.leaseTransitions = record.leaseTransitions
        return renewal
    }

    /// The record with which this elector takes a lease that has then changed hands
    /// `transitions` times.
    private func takeover(transitions: Int32, at start: Timestamp) -> ElectionRecord {
        var record = ElectionRecord()
        record.holderIdentity = configuration.identity
        record.leaseDurationSeconds = configuration.leaseDurationSeconds
        record.acquireTime = start
        record.renewTime = start
        record.leaseTransitions = transitions
        return record
    }
}
