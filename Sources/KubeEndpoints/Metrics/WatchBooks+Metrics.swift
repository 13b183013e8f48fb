import KubeAPI
import KubeRegistry

extension WatchBooks {
    /// What there is to tell of watches, in kube-apiserver's words.
    var families: [MetricFamily] { [openFamily, eventFamily] }

    private var openFamily: MetricFamily {
        var family = MetricFamily(
            "apiserver_longrunning_requests", .gauge,
            help:
                "[STABLE] Gauge of all active long-running apiserver requests broken out by verb, "
                + "group, version, resource, scope and component. Not all requests are tracked "
                + "this way.")
        for (labels, count) in openCounts {
            let variant = labels.variant.labels(labels.served.kind, labels.served.resource)
            family.add(variant + [("component", "apiserver")], count)
        }
        return family
    }

    private var eventFamily: MetricFamily {
        var family = MetricFamily(
            "apiserver_watch_events_total", .counter,
            help: "[ALPHA] Number of events sent in watch clients")
        for (served, count) in eventCounts {
            family.add(
                [
                    ("group", served.kind.group), ("resource", served.resource.name),
                    ("version", served.kind.version),
                ], count)
        }
        return family
    }
}
