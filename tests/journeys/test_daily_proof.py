"""The real agent proves the register of numbers once a day, also where it serves no channel."""

from pathlib import Path

from tests.journeys.programs import Programs


def test_the_agents_pass_leaves_one_proof_a_day_in_the_trail(tmp_path: Path, database_url: str) -> None:
    programs = Programs(tmp_path, database_url)
    programs.admin("migrate")
    for _ in range(2):
        programs.run("run_agent.py", "--once")
    proofs = [row for row in programs.export("audit") if row["deed"] == "periksa_nomor"]
    assert [(row["actor"], row["after"]) for row in proofs] == [("agen", "utuh")]
