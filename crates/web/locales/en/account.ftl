## Signing in

sign-in-title = Sign in
sign-in-intro = What is public needs no account.
sign-in-name = Name
sign-in-password = Password
sign-in-button = Sign in
sign-in-show-password = Show the password
sign-in-demonstration = Demonstration accounts
sign-in-demonstration-hint = Each role has an account here. Their password is { $password }.
signed-out = You are signed out.
session-ends = Your session ends { $time }.

## Accounts

accounts-title = Accounts
accounts-intro = Who may act in the mission, and in which role. An administrator keeps accounts and sees no case.
account-title = Account
account-new = New account
account-name = Name for signing in
account-name-hint = Latin letters, digits, dot and hyphen.
account-shown-name = Name on pages
account-role = Role
account-party = Party, for a liaison
account-active = May sign in
account-inactive = May not sign in
account-deactivate = Close the account
account-deactivate-hint = All its sessions end. What it recorded stays.
account-activate = Open the account again
account-locked-until = Locked until { $time }
account-new-password = New password
account-repeat-password = The same again
account-password-hint = At least { $least } characters.
account-set-password = Set the password
account-password-set = The password is set.
account-end-sessions = End all sessions
account-sessions-ended = All sessions and tokens have ended.
account-saved = The account is saved.
account-yours = Your account
roles-title = Roles
roles-intro = One table says who may do what. Page, interface and export ask the same table.
roles-separation = No role takes a case the whole way: one proposes, another reviews, a third decides.

## Tokens for programs

tokens-title = Access tokens
tokens-intro = For programs and devices. A token acts as its account.
token-label = What it is for
token-days = Good for how many days
token-new = Make a token
token-made = Copy it now. It is shown only this once.
token-expires = Good until { $time }
account-add = Open the account
account-change = Change it
account-present-password = Present password
account-change-password = Change your password
account-may = What you may do
tokens-none = There are no tokens.
token-over = No longer good
token-which = Which token
token-end = End a token
