### The protection of sources.

protection-title = Protection of sources
protection-short = Protection
protection-of = About
evidence-item = Item of evidence { $n }
evidence-to-case = To the verification
protection-intro = A source's identity is sealed to the key holders. Some of them must consent before anybody reads it. What is erased is gone for good, and the record says that it was.
protection-reason-hint = Why. Name nobody and describe nobody: this stays in the record.
identity-sealed = Sealed
identity-sealed-hint = Opened only by a quorum of the key holders.

## Erasing

erasure-propose = Propose to erase for good
erasure-what = What
erasure-ground = Ground
erasure-waits = Proposed to erase: { $what }. Ground: { $ground }. Proposed by: { $by }.
erasure-for-ever = Another person decides. Nothing brings it back. Every proof stays valid.
erasure-decide = Erase for good
erasure-decline = Decline the erasure
erasure-waiting = Waits for a decision
erased-here = Erased
erased-what = Erased: { $what }. Ground: { $ground }.
erased-by = proposed by { $first }, decided by { $second }
erasures-title = What was erased
erasures-none = Nothing was erased.

## Opening

opened-identity = Identity
opened-table = Table it was read from
opening-title = Opening
opening-what = What
opening-by = By
opening-ask = Ask the key holders to open what is sealed
opening-key = Your public key
opening-key-hint = 64 characters, as "{ $command }" printed them on your own machine. The secret half stays there.
opening-consents = Consents
opening-consents-of = { $n } of { $of } needed
opening-refusals = Refusals
opening-waiting = Waits for key holders
opening-granted = Enough consented
opening-opened = Opened
opening-closed = Given up
opening-take = Take the shares (this is recorded as the opening)
opening-close = Give the request up
opening-asked-of-you = You are asked to consent to an opening.
opening-how = Save the file, run "{ $command }" on your own machine, and paste what it prints.
opening-answer = Answer this one
opening-asked-file = Save the file
opening-consent = Consent
opening-given = What the program printed
opening-given-hint = All of it, from the first bracket to the last.
opening-refuse = Refuse

## Key holders

holders-title = Key holders
holders-none = No key holders are confirmed.
holders-none-hint = Until they are, identities are kept unencrypted: whoever has the data folder reads them.
holders-no-mission = Set the mission up first.
holders-who = Who
holders-key = Public key
holders-needed = { $n } of { $of } must consent.
holders-proposed = A new set is proposed by { $by }.
holders-proposed-hint = Compare each key with its holder before you confirm. What comes from then on is sealed to this set; what came before stays with the set before.
holders-confirm = Confirm these key holders
holders-propose = Propose key holders
holders-threshold = How many must consent
holders-threshold-hint = At least 2.
holders-lines = Holders
holders-lines-hint = One a line: the account's name, a space, the public key.
holders-unknown = There is no account { $name }.
holders-no-key = The key of { $name } is not a public key.
field-holders = { $faults }
field-holders-hint = Write the name with which they sign in, a space, and the 64 characters of their key.
error-no-key = This is not a public key.
error-no-key-hint = Give the 64 characters that were printed when the key was made.

## Bundles for audiences

bundle-for-party = Bundle for { $party }
bundle-for-court = Bundle for a court or an auditor

## Facts and actions

event-report-erasure-proposed = Erasure proposed
event-report-erasure-declined = Erasure declined
event-report-erased = Part of it erased
event-report-opening-requested = Opening asked for
event-report-opening-consented = Key holder consented
event-report-opening-refused = Key holder refused
event-report-opened = Sealed part opened
event-report-opening-closed = Request to open given up
event-verification-evidence-erasure-proposed = Erasure of evidence proposed
event-verification-evidence-erasure-declined = Erasure of evidence declined
event-verification-evidence-erased = Part of the evidence erased
event-verification-witness-opening-requested = Opening of a witness’s identity asked for
event-verification-witness-opening-consented = Key holder consented to open a witness’s identity
event-verification-witness-opening-refused = Key holder refused to open a witness’s identity
event-verification-witness-opened = Witness’s identity opened
event-verification-witness-opening-closed = Request to open a witness’s identity given up
event-mission-key-holders-proposed = Key holders proposed
event-mission-log-key-followed = The log’s key was followed by another
event-mission-key-holders-confirmed = Key holders confirmed
action-propose-erasure = Propose to erase a part of a report or of an item of evidence
action-ask-opening = Ask key holders to open what is sealed
action-hold-key = Answer as a key holder
action-bundle-for-party = Hand a party its bundle
action-bundle-for-court = Hand out the bundle for a court



## Contact with a source

contact-title = Come back with your code
contact-footer = Contact with a code
contact-intro = If you told the mission something and were given a code, you can read its questions here and add to what you said. No account is needed. This program keeps no address from which you come, and no time but the day.
contact-code = Code
contact-code-hint = Seven groups of four letters and digits. Dashes and spaces do not matter.
contact-enter = Open
contact-mistyped = This is not a code: a character is wrong, missing or too many. Compare it again.
contact-unknown = This code leads nowhere. It was replaced by a newer one, or what it belonged to was erased.
contact-message-wrong = Nothing was sent: the message is empty, has more than { $most } characters, or holds a character that is not taken.
contact-full = Nothing was sent: there are too many messages. Wait until the mission answers.
contact-sent = Your message was received.
contact-welcome = Nobody outside the mission reads this. Do not write who you are, unless you want the mission to know. Close the window when you are done.
contact-none = There are no messages.
contact-message = Message
contact-message-hint = Describe what you know. Names of others only if they agree.
contact-side-source = Source
contact-side-mission = Mission
contact-heading = Contact with the source
contact-waiting = Not yet in the record
contact-record = Take this message into the record
contact-write = Write to the source
contact-write-hint = The source reads it when they come back with their code. It becomes an entry; its words are withheld from bundles for the public.
contact-code-new = Make a code for the source
contact-code-again = Make a new code (the old one leads nowhere from then on)
contact-code-once = This code is shown this once, and kept nowhere.
contact-code-give = Give it to the source on paper or by word, and nowhere else. With it they come back to the page of contact without an account.
event-report-contact-opened = Code given to the source
event-report-contact-recorded = Message between source and mission
action-contact = Write to sources, take their answers
