"""What users of the official Python client do, against the server that the first argument names."""

import datetime
import json
import sys
import tempfile
import unittest
import urllib.request

from kubernetes import client, config, watch
from kubernetes.client.exceptions import ApiException
from kubernetes.leaderelection import electionconfig, leaderelection as election

# The Lease lock is younger than the package; older clients can only lock ConfigMaps.
try:
    from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock
except ImportError:
    LeaseLock = None

NAMESPACE = "default"
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, datetime.timezone.utc)


def lease(name, holder="alice", time=NOW, **metadata):
    return client.V1Lease(
        metadata=client.V1ObjectMeta(name=name, **metadata),
        spec=client.V1LeaseSpec(
            holder_identity=holder, lease_duration_seconds=15, acquire_time=time, renew_time=time
        ),
    )


class Leases(unittest.TestCase):
    def setUp(self):
        self.api = client.CoordinationV1Api()
        self.addCleanup(self.api.delete_collection_namespaced_lease, NAMESPACE)

    def assertRefused(self, status, reason, call, *arguments, **options):
        with self.assertRaises(ApiException) as context:
            call(*arguments, **options)
        self.assertEqual(context.exception.status, status)
        answer = json.loads(context.exception.body)
        self.assertEqual(answer["reason"], reason)
        return answer["message"]

    def test_life_of_a_lease(self):
        created = self.api.create_namespaced_lease(NAMESPACE, lease("one"))
        self.assertEqual(created.spec.renew_time, NOW)
        self.assertEqual(created.metadata.managed_fields[0].operation, "Update")

        created.spec.holder_identity = "bob"
        updated = self.api.replace_namespaced_lease("one", NAMESPACE, created)
        self.assertNotEqual(updated.metadata.resource_version, created.metadata.resource_version)
        self.assertEqual(self.api.read_namespaced_lease("one", NAMESPACE), updated)
        self.assertRefused(
            409, "Conflict", self.api.replace_namespaced_lease, "one", NAMESPACE, created
        )

        self.api.delete_namespaced_lease("one", NAMESPACE)
        self.assertRefused(404, "NotFound", self.api.read_namespaced_lease, "one", NAMESPACE)

    def test_patches(self):
        self.api.create_namespaced_lease(NAMESPACE, lease("one"))
        merged = self.api.patch_namespaced_lease(
            "one", NAMESPACE, {"spec": {"holderIdentity": "bob"}}
        )
        self.assertEqual(merged.spec.holder_identity, "bob")
        self.assertEqual(merged.spec.lease_duration_seconds, 15)
        operations = [{"op": "remove", "path": "/spec/leaseDurationSeconds"}]
        patched = self.api.patch_namespaced_lease("one", NAMESPACE, operations)
        self.assertIsNone(patched.spec.lease_duration_seconds)

    def test_lists(self):
        for name in ["a", "b", "c"]:
            self.api.create_namespaced_lease(NAMESPACE, lease(name, labels={"name": name}))
        first = self.api.list_namespaced_lease(NAMESPACE, limit=2)
        self.assertEqual(first.metadata.remaining_item_count, 1)
        rest = self.api.list_namespaced_lease(
            NAMESPACE, limit=2, _continue=first.metadata._continue
        )
        self.assertEqual([item.metadata.name for item in first.items + rest.items], ["a", "b", "c"])
        chosen = self.api.list_lease_for_all_namespaces(label_selector="name in (b, c)")
        self.assertEqual(len(chosen.items), 2)

        self.api.delete_collection_namespaced_lease(NAMESPACE, label_selector="name!=a")
        left = self.api.list_namespaced_lease(NAMESPACE)
        self.assertEqual([item.metadata.name for item in left.items], ["a"])

    def test_watch(self):
        start = self.api.list_namespaced_lease(NAMESPACE).metadata.resource_version
        self.api.create_namespaced_lease(NAMESPACE, lease("one"))
        self.api.patch_namespaced_lease("one", NAMESPACE, {"spec": {"holderIdentity": "bob"}})
        self.api.delete_namespaced_lease("one", NAMESPACE)
        events = watch.Watch().stream(
            self.api.list_namespaced_lease, NAMESPACE, resource_version=start, timeout_seconds=300
        )
        seen = [next(events) for _ in range(3)]
        self.assertEqual([event["type"] for event in seen], ["ADDED", "MODIFIED", "DELETED"])
        self.assertEqual(seen[1]["object"].spec.holder_identity, "bob")

    def test_watch_from_a_version_that_is_gone(self):
        created = self.api.create_namespaced_lease(NAMESPACE, lease("one"))
        reset = f"{client.Configuration.get_default_copy().host}/fake/reset"
        urllib.request.urlopen(urllib.request.Request(reset, method="POST")).close()
        events = watch.Watch().stream(
            self.api.list_namespaced_lease,
            NAMESPACE,
            resource_version=created.metadata.resource_version,
            timeout_seconds=300,
        )
        with self.assertRaises(ApiException) as context:
            next(events)
        self.assertEqual(context.exception.status, 410)

    def test_times_without_microseconds(self):
        time = NOW.replace(microsecond=0)
        message = self.assertRefused(
            400, "BadRequest", self.api.create_namespaced_lease, NAMESPACE, lease("one", time=time)
        )
        self.assertIn('parsing time "2026-01-02T03:04:05+00:00"', message)


class LeaseCandidates(unittest.TestCase):
    def test_life_of_a_candidate(self):
        versions = 0
        for version in ["V1alpha1", "V1alpha2", "V1beta1"]:
            api_type = getattr(client, f"Coordination{version}Api", None)
            if api_type is None:
                continue
            versions += 1
            kind = getattr(client, f"{version}LeaseCandidate")
            spec_kind = getattr(client, f"{version}LeaseCandidateSpec")
            spec = dict(lease_name="one", binary_version="1.36.0", emulation_version="1.36.0")
            if version == "V1alpha1":
                spec["preferred_strategies"] = ["OldestEmulationVersion"]
            else:
                spec["strategy"] = "OldestEmulationVersion"
            api = api_type()
            with self.subTest(version=version):
                body = kind(
                    metadata=client.V1ObjectMeta(name="one-1"), spec=spec_kind(**spec)
                )
                created = api.create_namespaced_lease_candidate(NAMESPACE, body)
                self.assertEqual(created.spec.binary_version, "1.36.0")
                patched = api.patch_namespaced_lease_candidate(
                    "one-1", NAMESPACE, {"spec": {"binaryVersion": "1.36.1"}}
                )
                self.assertEqual(patched.spec.binary_version, "1.36.1")
                found = api.list_namespaced_lease_candidate(NAMESPACE).items
                self.assertEqual([item.spec for item in found], [patched.spec])
                api.delete_namespaced_lease_candidate("one-1", NAMESPACE)
                self.assertEqual(api.list_namespaced_lease_candidate(NAMESPACE).items, [])
        self.assertGreater(versions, 0)


class Kubeconfig(unittest.TestCase):
    def test_a_file_from_the_server_is_all_that_a_client_needs(self):
        host = client.Configuration.get_default_copy().host
        for cluster in ["", "/clusters/python"]:
            with self.subTest(cluster=cluster), tempfile.NamedTemporaryFile() as file:
                if cluster:
                    create = f"{host}/fake/clusters"
                    urllib.request.urlopen(create, data=b'{"name":"python"}').close()
                with urllib.request.urlopen(f"{host}{cluster}/fake/kubeconfig") as answer:
                    file.write(answer.read())
                file.flush()
                api_client = config.new_client_from_config(file.name)
                self.assertEqual(api_client.configuration.host, host + cluster)
                api = client.CoordinationV1Api(api_client)
                self.assertEqual(api.list_namespaced_lease(NAMESPACE).items, [])


@unittest.skipIf(LeaseLock is None, "this client can only lock ConfigMaps")
class LeaderElection(unittest.TestCase):
    def elector(self, identity, onstarted=lambda: None, onstopped=lambda: None):
        return election.LeaderElection(
            electionconfig.Config(
                LeaseLock("elected", NAMESPACE, identity),
                lease_duration=4,
                renew_deadline=3,
                retry_period=1,
                onstarted_leading=onstarted,
                onstopped_leading=onstopped,
            )
        )

    def setUp(self):
        self.api = client.CoordinationV1Api()
        self.addCleanup(self.api.delete_collection_namespaced_lease, NAMESPACE)

    def test_one_leads_and_the_other_waits(self):
        alice, bob = self.elector("alice"), self.elector("bob")
        self.assertTrue(alice.try_acquire_or_renew())
        self.assertFalse(bob.try_acquire_or_renew())
        self.assertTrue(alice.try_acquire_or_renew())
        holder = self.api.read_namespaced_lease("elected", NAMESPACE).spec.holder_identity
        self.assertEqual(holder, "alice")

    def test_a_leader_that_fails_stops(self):
        steps = []

        def lead():
            steps.append(self.api.read_namespaced_lease("elected", NAMESPACE).spec.holder_identity)
            raise RuntimeError("the work is over")

        self.elector("carol", lead, lambda: steps.append("stopped")).run()
        self.assertEqual(steps, ["carol", "stopped"])


if __name__ == "__main__":
    configuration = client.Configuration()
    configuration.host = sys.argv.pop(1)
    client.Configuration.set_default(configuration)
    unittest.main()
