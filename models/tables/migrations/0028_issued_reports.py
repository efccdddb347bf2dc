"""Counts field reports issued before step 6 asked for it, and marks the cases that went past without one."""

_ISSUED = "Laporan hasil penelitian lapangan terbit"
_REPORT = "Laporan hasil penelitian lapangan"
_FILED = "Dokumentasi penyampaian (lembar pengaduan)"
_MARK = "sebelum 0028"

# The newest signed report counts where no later wording of it counts.
_COUNT = f"""INSERT INTO step_output
 (complaint_id, kind, step, round, text, facts, reference, made_by_id, made_at, undone)
 SELECT d.complaint_id, '{_ISSUED}', 6,
 COALESCE((SELECT MAX(r.round) FROM step_record r WHERE r.complaint_id = d.complaint_id AND r.step = 6), 1),
 d.subject, '{{}}', 'document:' || d.id, d.signed_by_id, d.signed_at, FALSE FROM document d
 WHERE d.type = 'LAPORAN' AND d.state = 'ditandatangani' AND d.complaint_id IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM document n WHERE n.complaint_id = d.complaint_id AND n.type = d.type
  AND n.state = d.state AND n.id > d.id)
 AND EXISTS (SELECT 1 FROM step_output o WHERE o.complaint_id = d.complaint_id AND o.kind = '{_REPORT}'
  AND NOT o.undone AND o.made_at <= d.signed_at)
 AND NOT EXISTS (SELECT 1 FROM step_output o WHERE o.complaint_id = d.complaint_id AND o.kind = '{_REPORT}'
  AND NOT o.undone AND o.made_at > d.signed_at)
 AND NOT EXISTS (SELECT 1 FROM step_output o WHERE o.complaint_id = d.complaint_id AND o.kind = '{_ISSUED}')"""  # noqa: S608
_EXCUSE = f"""INSERT INTO step_output (complaint_id, kind, step, round, text, facts, reference, made_at, undone)
 SELECT c.id, '{_ISSUED}', 6, 1, '', '{{}}', '{_MARK}', c.opened_at, TRUE FROM complaint c
 WHERE EXISTS (SELECT 1 FROM history h WHERE h.complaint_id = c.id AND h.move = 'tetapkan_jawaban')
 AND NOT EXISTS (SELECT 1 FROM step_output o WHERE o.complaint_id = c.id AND o.kind = '{_ISSUED}')"""  # noqa: S608
_ARCHIVED = f"""INSERT INTO step_output (complaint_id, kind, step, round, text, facts, reference, made_at, undone)
 SELECT c.id, '{_FILED}', 9, 1, '', '{{}}', '{_MARK}', c.opened_at, TRUE FROM complaint c
 WHERE c.stage = 'selesai' AND EXISTS (SELECT 1 FROM document d WHERE d.complaint_id = c.id
  AND d.state IN ('konsep', 'diparaf'))"""  # noqa: S608


def up(migrator, db):
    for statement in (_COUNT, _EXCUSE, _ARCHIVED):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql(f"DELETE FROM step_output WHERE reference = '{_MARK}'")  # noqa: S608
