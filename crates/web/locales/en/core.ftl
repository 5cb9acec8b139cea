## What an answer's status means, in few words

core-status-400 = The request cannot be read
core-status-401 = Please sign in
core-status-403 = Not allowed
core-status-404 = Not found
core-status-405 = Not like this
core-status-408 = It took too long
core-status-409 = The rules say no
core-status-413 = Too large
core-status-415 = This kind is not taken
core-status-422 = Something must be mended
core-status-429 = Too many requests
core-status-500 = Something broke
core-status-503 = Not at present
core-status-504 = It took too long

error-sign-in = This page is for people with an account.
error-sign-in-hint = Sign in to see it. What is public needs no account.
error-own-route = This is recorded through an address of its own, which keeps its parts together.
error-own-route-hint = Look it up in the description of the interface: reports, incidents (open, merge, unmerge, split) and publications are posted to their own addresses.
error-terms-faulty = There are faults in the terms of this agreement.
error-terms-faulty-hint = Ask /api/v1/agreements/check, or the page of agreements, what they are.
error-attachments = Files cannot be named in JSON.
error-attachments-hint = Leave it out, and send the files as parts of a multipart/form-data request.
error-does-not-add-up = The totals do not agree with their parts, so nothing was issued.
error-does-not-add-up-hint = Run “mirqab check” and tell an administrator.
error-period-not-over = The period is not over yet.
error-period-not-over-hint = A situation report is issued after the last second of its last day.
error-no-such-size = The log did not have this size, or not yet.
error-no-such-size-hint = Ask for a size up to that of the newest checkpoint, and for a position below it.
error-invalid-request = Something in the request cannot be taken as it is.
error-invalid-request-hint = Mend the fields in the list of errors. Nothing was recorded.
error-one-file = Send one file with an item of evidence.
error-one-file-hint = Add further items for further files.
