//! Accounts: those of the mission for whoever keeps them, and for everybody their own.

use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::accounts::{Account, NewAccount, Obstacle, PASSWORD_LEAST, Secret, Standing, TOKEN_DAYS_MOST, Token};
use mirqab_app::{Action, App, AppError};
use mirqab_vocabulary::{AccountId, Code, PartyCode, Role};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/accounts", get(list).post(add))
        .route("/accounts/{id}", get(one))
        .route("/accounts/{id}/{act}", post(act))
        .route("/account", get(own))
        .route("/account/password", post(change_password))
        .route("/account/tokens", post(make_token))
        .route("/account/tokens/end", post(end_token))
}

/// A token's hash in hexadecimal, by which forms name it.
pub(crate) fn hex(hash: &Secret) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// And back.
pub(crate) fn secret(text: &str) -> Option<Secret> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn line(view: &View<'_>, name: &'static str, label: &str, hint: String, kind: &'static str) -> Input {
    Input::Line { name, label: view.say(label), hint, value: String::new(), kind, required: true }
}

fn password_hint(view: &View<'_>) -> String {
    view.visit.words.say_with("account-password-hint", &[("least", (PASSWORD_LEAST as u64).into())])
}

fn form(view: &View<'_>, action: String, inputs: Vec<Input>, button: &str, fold: &str) -> Block {
    Block::Form {
        action,
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say(button),
        fold: if fold.is_empty() { String::new() } else { view.say(fold) },
        errors: Vec::new(),
        open: false,
    }
}

fn standing(view: &View<'_>, account: &Account) -> Cell {
    match account.active {
        true => Cell::chip(view.say("account-active"), "verified"),
        false => Cell::chip(view.say("account-inactive"), "unsigned"),
    }
}

fn party(view: &View<'_>, account: &Account) -> Cell {
    Cell::text(account.party.as_ref().map_or_else(|| "–".to_owned(), |party| view.party(party)))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "accounts", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let accounts = visit.app.all_accounts(&visit.actor).map_err(|error| visit.failed(error))?;
    let view = View::of(visit)?;
    let rows = accounts.iter().map(|account| {
        vec![
            Cell::link(account.title.clone(), format!("/accounts/{}", account.id)).noted(account.name.clone()),
            Cell::text(visit.words.code("role", account.role)),
            party(&view, account),
            standing(&view, account),
        ]
    });
    let head = ["account-title", "account-role", "party", "state"].map(|key| view.say(key)).to_vec();
    let roles = Role::ALL.iter().filter(|role| **role != Role::Public);
    let roles = roles.map(|role| (role.code().to_owned(), visit.words.code("role", *role))).collect();
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let inputs = vec![
        line(&view, "name", "account-name", view.say("account-name-hint"), "text"),
        Input::Line {
            name: "title",
            label: view.say("account-shown-name"),
            hint: String::new(),
            value: String::new(),
            kind: "text",
            required: false,
        },
        select("role", "account-role", roles),
        select("party", "account-party", view.party_options("none")),
        line(&view, "password", "account-new-password", password_hint(&view), "password"),
    ];
    let blocks = vec![
        Block::Intro(view.say("roles-separation")),
        Block::Table(head, rows.collect(), None),
        Block::Heading(view.say("account-new")),
        form(&view, "/accounts".into(), inputs, "account-add", ""),
    ];
    Ok((view.say("accounts-title"), blocks))
}

async fn add(visit: Visit, sent: Form) -> Result<Response, Failed> {
    visit.check_csrf(sent.get("csrf"))?;
    visit.require(Action::KeepAccounts)?;
    match added(&visit, &sent) {
        Ok(id) => Ok(Redirect::to(&format!("/accounts/{id}")).into_response()),
        Err(not) => again(&visit, "accounts", list_page(&visit)?, &sent, not),
    }
}

fn added(visit: &Visit, sent: &Form) -> Result<AccountId, Not> {
    let mut reading = Reading::of(visit, sent);
    let role = reading.code::<Role>("role");
    let new = NewAccount {
        name: sent.get("name").to_owned(),
        title: sent.get("title").to_owned(),
        role: role.unwrap_or(Role::Public),
        party: sent.some("party").and_then(|code| PartyCode::parse(code).ok()),
        password: sent.all("password").first().cloned().unwrap_or_default(),
    };
    let opened = tokio::task::block_in_place(|| visit.app.open_account(&visit.actor, &new));
    match opened.map_err(|error| visit.failed(error))? {
        Ok(id) => Ok(id),
        Err(obstacles) => {
            for obstacle in obstacles {
                stands_in_the_way(&mut reading, obstacle, role);
            }
            Err(reading.end(None::<()>).err().unwrap_or(Not::Fields(Vec::new())))
        }
    }
}

/// Notes an obstacle at the field that mends it.
fn stands_in_the_way(reading: &mut Reading<'_>, obstacle: Obstacle, role: Option<Role>) {
    match obstacle {
        Obstacle::NameMalformed => reading.wrong("name", "account-name", &[]),
        Obstacle::NameTaken => reading.wrong("name", "name-taken", &[]),
        // A missing role was noted when it was read.
        Obstacle::PartyAndRole if role.is_none() => {}
        Obstacle::PartyAndRole => reading.wrong("party", "party-and-role", &[]),
        Obstacle::PasswordShort => {
            reading.wrong("password", "password-short", &[("least", (PASSWORD_LEAST as u64).into())]);
        }
        Obstacle::PasswordWrong => reading.wrong("current", "password-wrong", &[]),
        Obstacle::OwnAccount => reading.wrong("", "own-account", &[]),
    }
}

fn parsed(visit: &Visit, text: &str) -> Result<AccountId, Failed> {
    AccountId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::KeepAccounts)?;
    let (title, blocks) = one_page(&visit, parsed(&visit, &text)?)?;
    show(&visit, "accounts", title, blocks)
}

fn one_page(visit: &Visit, id: AccountId) -> Result<(String, Vec<Block>), Failed> {
    let account = visit.app.account(&visit.actor, id).map_err(|error| visit.failed(error))?;
    let tokens = visit.app.tokens_of(&visit.actor, id).map_err(|error| visit.failed(error))?;
    let view = View::of(visit)?;
    let here = format!("/accounts/{id}");
    let mut blocks = vec![
        Block::Strip(vec![
            (view.say("account-name"), vec![Cell::code(account.name.clone())]),
            (view.say("account-role"), vec![Cell::text(visit.words.code("role", account.role))]),
            (view.say("party"), vec![party(&view, &account)]),
            (view.say("state"), vec![standing(&view, &account)]),
        ]),
        Block::Heading(view.say("tokens-title")),
    ];
    blocks.extend(tokens_shown(&view, &tokens, &format!("{here}/end-token")));
    blocks.push(Block::Heading(view.say("account-change")));
    let password = vec![line(&view, "password", "account-new-password", password_hint(&view), "password")];
    blocks.push(form(&view, format!("{here}/password"), password, "account-set-password", "account-set-password"));
    blocks.push(form(&view, format!("{here}/end"), Vec::new(), "account-end-sessions", "account-end-sessions"));
    if account.active {
        blocks.push(form(&view, format!("{here}/close"), Vec::new(), "account-deactivate", "account-deactivate"));
        blocks.push(Block::Intro(view.say("account-deactivate-hint")));
    } else {
        blocks.push(form(&view, format!("{here}/open"), Vec::new(), "account-activate", "account-activate"));
    }
    Ok((account.title, blocks))
}

/// Tokens with their ends, each with the button that ends it.
fn tokens_shown(view: &View<'_>, tokens: &[Token], end: &str) -> Vec<Block> {
    if tokens.is_empty() {
        return vec![Block::Notice("info", vec![view.say("tokens-none")])];
    }
    let each = tokens.iter().map(|token| {
        let until = view.time(token.expires);
        let chip = if token.expires < view.now() {
            Cell::chip(view.say("token-over"), "unsigned").noted(until)
        } else {
            Cell::text(view.visit.words.say_with("token-expires", &[("time", until.as_str().into())]))
        };
        vec![Cell::text(token.label.clone()), chip]
    });
    let head = ["token-label", "state"].map(|key| view.say(key)).to_vec();
    let options = tokens.iter().map(|token| (hex(&token.hash), token.label.clone())).collect();
    let choice = Input::Select {
        name: "token",
        label: view.say("token-which"),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    vec![Block::Table(head, each.collect(), None), form(view, end.to_owned(), vec![choice], "token-end", "token-end")]
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, sent: Form) -> Result<Response, Failed> {
    visit.check_csrf(sent.get("csrf"))?;
    visit.require(Action::KeepAccounts)?;
    let id = parsed(&visit, &text)?;
    match done(&visit, id, &act, &sent) {
        Ok(()) => Ok(Redirect::to(&format!("/accounts/{id}")).into_response()),
        Err(not) => again(&visit, "accounts", one_page(&visit, id)?, &sent, not),
    }
}

/// Does it.
fn done(visit: &Visit, id: AccountId, act: &str, sent: &Form) -> Result<(), Not> {
    let (app, actor) = (&visit.app, &visit.actor);
    let mut reading = Reading::of(visit, sent);
    let failed = |error: AppError| visit.failed(error);
    let answered = match act {
        "open" => app.set_standing(actor, id, Standing::Open),
        "close" => app.set_standing(actor, id, Standing::Closed),
        "password" => {
            let password = sent.all("password").first().cloned().unwrap_or_default();
            tokio::task::block_in_place(|| app.reset_password(actor, id, &password))
        }
        "end" => app.end_all_of(actor, id).map(Ok),
        "end-token" => {
            let hash = reading.choice("token", secret);
            app.revoke_token(actor, id, &reading.end(hash)?).map_err(failed)?;
            return Ok(());
        }
        _ => Err(AppError::NotFound),
    };
    let Err(obstacle) = answered.map_err(failed)? else { return Ok(()) };
    stands_in_the_way(&mut reading, obstacle, None);
    reading.end(None)
}

async fn own(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = own_page(&visit)?;
    show(&visit, "account", title, blocks)
}

/// Who is signed in; the public is asked to do so.
fn signed_in(visit: &Visit) -> Result<&Account, Failed> {
    visit.account.as_ref().ok_or_else(|| visit.failed(AppError::Denied(Action::SeeWork)))
}

pub(super) fn own_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let account = signed_in(visit)?;
    let tokens = visit.app.tokens_of(&visit.actor, account.id).map_err(|error| visit.failed(error))?;
    let view = View::of(visit)?;
    let may: Vec<String> = Action::ALL
        .iter()
        .filter(|action| visit.actor.may(**action))
        .map(|action| view.code("action", action.code()))
        .collect();
    let password = vec![
        line(&view, "current", "account-present-password", String::new(), "password"),
        line(&view, "password", "account-new-password", password_hint(&view), "password"),
        line(&view, "again", "account-repeat-password", String::new(), "password"),
    ];
    let token = vec![
        line(&view, "label", "token-label", String::new(), "text"),
        Input::Line {
            name: "days",
            label: view.say("token-days"),
            hint: String::new(),
            value: "90".into(),
            kind: "number",
            required: true,
        },
    ];
    let mut blocks = vec![
        Block::Strip(vec![
            (view.say("account-name"), vec![Cell::code(account.name.clone())]),
            (view.say("account-role"), vec![Cell::text(visit.words.code("role", account.role))]),
            (view.say("party"), vec![party(&view, account)]),
        ]),
        Block::Facts(vec![(view.say("account-may"), vec![Cell::text(may.join(" · "))])]),
        Block::Heading(view.say("account-change-password")),
        form(&view, "/account/password".into(), password, "account-set-password", "account-set-password"),
        Block::Heading(view.say("tokens-title")),
        Block::Intro(view.say("tokens-intro")),
    ];
    blocks.extend(tokens_shown(&view, &tokens, "/account/tokens/end"));
    blocks.push(form(&view, "/account/tokens".into(), token, "token-new", "token-new"));
    blocks.extend(super::signing::own(&view, account.id)?);
    Ok((view.say("account-yours"), blocks))
}

async fn change_password(visit: Visit, sent: Form) -> Result<Response, Failed> {
    visit.check_csrf(sent.get("csrf"))?;
    signed_in(&visit)?;
    let changed = || {
        let typed = |name| sent.all(name).first().cloned().unwrap_or_default();
        let mut reading = Reading::of(&visit, &sent);
        if typed("password") != typed("again") {
            reading.wrong("again", "passwords-differ", &[]);
            return reading.end(None);
        }
        let changed = tokio::task::block_in_place(|| {
            visit.app.change_password(&visit.actor, &typed("current"), &typed("password"))
        });
        let Err(obstacle) = changed.map_err(|error| visit.failed(error))? else { return Ok(()) };
        stands_in_the_way(&mut reading, obstacle, None);
        reading.end(None)
    };
    match changed() {
        Ok(()) => Ok(Redirect::to("/sign-in?next=/account").into_response()),
        Err(not) => again(&visit, "account", own_page(&visit)?, &sent, not),
    }
}

async fn make_token(visit: Visit, sent: Form) -> Result<Response, Failed> {
    visit.check_csrf(sent.get("csrf"))?;
    signed_in(&visit)?;
    let mut reading = Reading::of(&visit, &sent);
    let (label, days) = (reading.line("label"), reading.number("days", 1..=u64::from(TOKEN_DAYS_MOST)));
    let made = reading.end(label.zip(days)).and_then(|(label, days)| {
        let days = u32::try_from(days).unwrap_or(TOKEN_DAYS_MOST);
        Ok(visit.app.make_own_token(&visit.actor, label.as_str(), days).map_err(|error| visit.failed(error))?)
    });
    match made {
        // Shown in the answer itself: no address leads to it a second time.
        Ok(secret) => {
            let (title, mut blocks) = own_page(&visit)?;
            blocks.insert(0, Block::Notice("good", vec![visit.words.say("token-made")]));
            blocks.insert(1, Block::Raw(secret));
            show(&visit, "account", title, blocks)
        }
        Err(not) => again(&visit, "account", own_page(&visit)?, &sent, not),
    }
}

async fn end_token(visit: Visit, sent: Form) -> Result<Response, Failed> {
    visit.check_csrf(sent.get("csrf"))?;
    let id = signed_in(&visit)?.id;
    let mut reading = Reading::of(&visit, &sent);
    let hash = reading.choice("token", secret);
    let ended = reading
        .end(hash)
        .and_then(|hash| Ok(visit.app.revoke_token(&visit.actor, id, &hash).map_err(|error| visit.failed(error))?));
    match ended {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(not) => again(&visit, "account", own_page(&visit)?, &sent, not),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tokens_name_goes_there_and_back() {
        let hash = mirqab_app::accounts::secret_hash("x");
        assert_eq!(secret(&hex(&hash)), Some(hash));
        assert_eq!(secret("zz"), None);
        assert_eq!(secret(&"é".repeat(32)), None);
    }
}
