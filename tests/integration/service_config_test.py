"""The published service config fits the API: it names what is there, and only what may be repeated."""

import importlib
import json
import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROTOS = ROOT / "proto" / "khotin" / "v1"
SERVICE_CONFIG = PROTOS / "khotin_grpc_service_config.json"

# Repeated by gRPC on its own, these could do a thing twice, undo what another caller did in between,
# or, as streams, begin anew in the middle.
NOT_REPEATED = {
    "AdminService": {"Backup", "Reanalyze", "UpdateSource"},
    "ArticleService": {"DeleteArticle"},
    "EntityService": {"MergeEntities", "RenameEntity", "RevokeEntityDecision", "SplitEntity"},
    "IngestService": {"IngestStream"},
    "QuarantineService": {"RetryQuarantined"},
    "WatchService": {"CreateSavedQuery", "DeleteSavedQuery", "UpdateSavedQuery", "Watch"},
}


def api_methods():
    """(service, method) of the whole API, "khotin.v1.SearchService" and "Search"."""
    methods = set()
    for proto in PROTOS.glob("*_service.proto"):
        module = importlib.import_module(f"khotin.v1.{proto.stem}_pb2")
        for service in module.DESCRIPTOR.services_by_name.values():
            methods |= {(service.full_name, method.name) for method in service.methods}
    return methods


class ServiceConfigTest(unittest.TestCase):
    def setUp(self):
        self.config = json.loads(SERVICE_CONFIG.read_text(encoding="utf-8"))
        self.named = [(name["service"], name["method"])
                      for entry in self.config["methodConfig"] for name in entry["name"]]

    def test_what_it_names_is_in_the_api_and_named_once(self):
        self.assertEqual(set(self.named) - api_methods(), set())
        self.assertEqual(len(self.named), len(set(self.named)))

    def test_of_every_method_it_is_decided_whether_it_may_be_repeated(self):
        fixed = {(f"khotin.v1.{service}", method)
                 for service, methods in NOT_REPEATED.items() for method in methods}
        self.assertEqual(set(self.named) & fixed, set())
        self.assertEqual(api_methods() - set(self.named) - fixed, set(),
                         f"reads belong into {SERVICE_CONFIG.name}, others into NOT_REPEATED here")

    def test_policies_are_within_what_every_language_takes(self):
        for entry in self.config["methodConfig"]:
            policy = entry["retryPolicy"]
            self.assertEqual(policy["retryableStatusCodes"], ["UNAVAILABLE"])
            self.assertIn(policy["maxAttempts"], range(2, 6), "gRPC takes more than 5 as 5")
            self.assertGreater(policy["backoffMultiplier"], 1)
            for duration in (entry["timeout"], policy["initialBackoff"], policy["maxBackoff"]):
                self.assertRegex(duration, r"^\d+(\.\d+)?s$")


if __name__ == "__main__":
    unittest.main()
