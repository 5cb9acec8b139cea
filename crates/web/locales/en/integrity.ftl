## Integrity

integrity-title = Integrity of the record
integrity-intro = Everything that is recorded is sealed into one log that only grows. You need not trust us: check it yourself.
integrity-origin = Name of the log
integrity-key = Public key of the log
integrity-key-hint = Compare it with the key that the mission gave you on paper.
integrity-size = Entries in the log
integrity-root = Root hash

## Check

check-title = Check the log
check-run = Check now
check-good = The log is whole: { $entries } checked, every seal and signature holds, every rule was kept.
check-bad = The log is not whole. The first fault is at position { $position }.
check-bad-hint = Keep the data folder as it is, restore a backup elsewhere, and tell the holders of bundles.
check-running = Checking…
check-took = It took { $duration }.
check-hashes = Seals
check-signatures = Signatures
check-rules = Rules of the procedure
check-result-holds = holds
check-result-fails = does not hold
check-result-not-checked = not checked

## Checkpoints

checkpoint-title = Checkpoint
checkpoints-title = Checkpoints
checkpoint-intro = A signed statement of how many entries the log has, and of its root hash. Who keeps one can prove later that nothing before it was changed.
checkpoint-latest = Newest checkpoint
checkpoint-at = { $entries }, signed { $time }
checkpoint-none = Nothing is recorded yet, so there is no checkpoint.
checkpoint-download = Download the checkpoint
checkpoint-compare = Compare with your checkpoint
checkpoint-compare-hint = Paste a checkpoint that you kept.
checkpoint-consistent = This log continues yours: nothing that you saw was changed.
checkpoint-inconsistent = This log does not continue yours. Keep your checkpoint; it is evidence.
checkpoint-not-ours = This checkpoint is not signed by this log's key.

## Witnesses

witnesses-title = Witnesses
witnesses-intro = Witnesses are programs of others, such as each party's own. Each of them signs that it saw this log only grow. So nobody can be shown another log.
witnesses-none = No witness is asked for yet. Compare your checkpoints with those of others.
witnesses-published = Newest checkpoint that enough witnesses signed
witnesses-published-none = Not enough witnesses have signed yet. Recording goes on.
witness-name = Witness
witness-entries = Entries it signed for
witness-cosigned-at = Signed, by its own clock
witness-missing = Entries not signed for
witness-missing-since = Missing since

## Receipts, proofs, bundles

receipt-title = Receipt
receipt-intro = It proves that this entry stands in the log at position { $position }.
receipt-download = Download the receipt
receipt-keep = Keep it. It works without us and without a network.
receipt-check = Check a receipt
receipt-good = The receipt holds.
receipt-bad = The receipt does not hold.
receipt-qr = The receipt as a QR code
receipt-qr-hint = Photograph or print it. It holds the whole proof: the checker and “mirqab-verify” take the line that any reader gives.
receipt-tlog-proof = Receipt with the witnesses’ signatures (.tlog-proof)
receipt-tlog-proof-hint = Fetch it again once the witnesses have signed: then it shows without us that they saw your report in the log.
receipt-text = The receipt as a text message
receipt-text-hint = One text message. It shows at once that the log signed; that the report is in it, the log’s folder shows.
proof-title = Proof
proof-inclusion = Proof of inclusion
proof-inclusion-hint = That this entry is in the log.
proof-consistency = Proof of consistency
proof-consistency-hint = That the log of today continues the log of then.
proof-download = Download the proof
bundle-title = Bundle
bundle-intro = Everything that an outsider needs to check the record offline: entries, seals, signatures and the verifier's instructions.
bundle-public = Public bundle
bundle-public-hint = Protected identities, exact places and words of sources are withheld. The same log is proved.
bundle-full = Full bundle
bundle-full-hint = With everything. Hand it over only to whom it may be disclosed.
bundle-download = Download the bundle
bundle-verify = Check it with: { $command }

## Entries

entry-title = Entry { $position }
entry-position = Position
entry-author = Author
entry-role = In the role of
entry-recorded-at = Recorded
entry-subject = About
entry-hash = Seal
entry-groups = Parts
entry-raw = As it stands in the log
log-title = Log
log-newest = Newest entries
integrity-yourself = How to check it yourself
integrity-yourself-1 = Open a published finding and download its bundle.
integrity-yourself-1-how = One file: the finding, every entry behind it, and their proofs.
integrity-yourself-2 = Give it to the verifier on your own computer, without a network.
integrity-yourself-2-how = “mirqab-verify FILE” says yes, or no and where: altered bytes, a missing proof, a rule that was not kept.
integrity-yourself-3 = Compare the key it names with the one that the mission gave you on paper.
integrity-yourself-3-how = Keep checkpoints too: an older one proves that nothing before it was changed.
integrity-to-findings = Published findings

## Checker

checker-download = Download the checker
checker-intro = The checker is one file. Open it on your own computer, from a memory stick too, and drop a bundle on it: it says what “mirqab-verify” says, without a network.
checker-hash = SHA-256 of the checker

## Time stamps

anchors-title = Time stamps
anchors-intro = An authority outside, which does not see what is recorded, certifies that the log’s beginning existed before a time. Whoever holds such a stamp can show later that nothing of it was written afterwards.
anchors-none = No checkpoint of this log is stamped yet.
anchors-waiting = Waiting for a stamp
anchors-waiting-intro = Asked for and not yet answered: because there is no link to the outside, or because the answer has not come back.
anchor-entries = Entries
anchor-before = Existed before
anchor-by = By the word of
anchor-file = The stamp
anchor-missing = Entries that no stamp covers
anchor-missing-since = The first of them was recorded
anchor-asked = Who is asked
anchor-by-hand = Carried by hand
anchor-waits-since = Waiting since
anchor-tries = Tries in vain
