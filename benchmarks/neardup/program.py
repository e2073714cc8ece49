"""Runs Khotin over the set and reads what it made of each document."""

import json
import os
import resource
import subprocess
import time


def ingest(binary, store, path):
    """({input: its result}, seconds of CPU); what was refused is left out"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [binary, "--store", store, "--json", "--progress-interval", "0", path],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{binary} ended with code {done.returncode}")
    entries = map(json.loads, done.stdout.decode("utf-8").splitlines())
    results = {entry["input"]: entry for entry in entries if entry.get("article")}
    return results, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def exported_clusters(folder, store, port):
    """article -> cluster as the store has them in the end, by way of a server of its own"""
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [os.path.join(folder, "khotin-server"), "--store", store, "--listen", address,
         "--metrics-listen", ""],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        client = os.path.join(folder, "khotin")
        for _ in range(300):
            if server.poll() is not None:
                raise RuntimeError(f"khotin-server ended with code {server.returncode}")
            answer = subprocess.run([client, "status", "--server", address], check=False,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if answer.returncode == 0:
                break
            time.sleep(0.1)
        done = subprocess.run([client, "export", "--server", address],
                              stdout=subprocess.PIPE, check=True)
    finally:
        server.terminate()
        server.wait()
    clusters = {}
    for line in done.stdout.decode("utf-8").splitlines():
        article = json.loads(line)
        article = article.get("article", article)
        clusters[article["name"]] = article["cluster"]
    return clusters
