//! Accounts and tokens, by the same use cases as the pages.

use super::Call;
use super::answer::{Answer, No, created, fields, id, json_of};
use super::body::Sent;
use crate::error::FieldError;
use crate::pages::accounts::{hex, secret};
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::accounts::{Account, NewAccount, Obstacle, PASSWORD_LEAST, Standing, TOKEN_DAYS_MOST};
use mirqab_vocabulary::{AccountId, Code, PartyCode, Role};
use serde::Deserialize;
use serde_json::{Value, json};

fn shown(account: &Account) -> Value {
    json!({
        "id": account.id, "name": account.name, "title": account.title, "role": account.role.code(),
        "party": account.party, "active": account.active,
    })
}

/// What stands in the way, at the field that mends it, in the reader's language.
fn obstacles(visit: &Visit, obstacles: &[Obstacle]) -> No {
    let least = [("least", (PASSWORD_LEAST as u64).into())];
    let said = obstacles.iter().map(|obstacle| {
        let (path, problem) = match obstacle {
            Obstacle::NameMalformed => ("name", "account-name"),
            Obstacle::NameTaken => ("name", "name-taken"),
            Obstacle::PartyAndRole => ("party", "party-and-role"),
            Obstacle::PasswordShort => ("password", "password-short"),
            Obstacle::PasswordWrong => ("current", "password-wrong"),
            Obstacle::OwnAccount => ("", "own-account"),
        };
        FieldError { path: path.to_owned(), detail: visit.words.say_with(&format!("field-{problem}"), &least) }
    });
    fields(visit, said.collect())
}

/// All accounts.
pub async fn many(Call(visit): Call) -> Answer {
    let accounts = visit.app.all_accounts(&visit.actor).map_err(|error| visit.failed(error))?;
    Ok(json_of(&json!({ "items": accounts.iter().map(shown).collect::<Vec<_>>(), "total": accounts.len() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    name: String,
    title: Option<String>,
    role: Role,
    party: Option<PartyCode>,
    password: String,
}

/// Opens an account.
pub async fn open(Call(visit): Call, sent: Sent) -> Answer {
    let New { name, title, role, party, password } = sent.read(&visit)?;
    let new = NewAccount { name, title: title.unwrap_or_default(), role, party, password };
    let opened = tokio::task::block_in_place(|| visit.app.open_account(&visit.actor, &new));
    let id = opened.map_err(|error| visit.failed(error))?.map_err(|all| obstacles(&visit, &all))?;
    Ok(created(&format!("/api/v1/accounts/{id}"), &json!({ "account": id })))
}

/// One account with its tokens.
pub async fn one(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: AccountId = id(&visit, &text)?;
    let failed = |error| visit.failed(error);
    let account = visit.app.account(&visit.actor, id).map_err(failed)?;
    let tokens = visit.app.tokens_of(&visit.actor, id).map_err(failed)?;
    let tokens = tokens
        .iter()
        .map(|token| json!({ "token": hex(&token.hash), "label": token.label, "expires": token.expires }))
        .collect::<Vec<_>>();
    let mut shown = shown(&account);
    shown["tokens"] = json!(tokens);
    Ok(json_of(&shown))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// Whether it may sign in.
    active: Option<bool>,
    /// A new password; all that it has open ends.
    password: Option<String>,
    /// The hash of a token that ends.
    end_token: Option<String>,
}

/// Changes an account: what is not named stays.
pub async fn change(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: AccountId = id(&visit, &text)?;
    let change: Change = sent.read(&visit)?;
    let (app, actor) = (&visit.app, &visit.actor);
    let failed = |error| No::from(visit.failed(error));
    let end = match &change.end_token {
        None => None,
        Some(text) => {
            let said = visit.words.say("field-unknown-code");
            Some(secret(text).ok_or_else(|| super::answer::field(&visit, "end_token", said))?)
        }
    };
    if let Some(active) = change.active {
        let standing = if active { Standing::Open } else { Standing::Closed };
        app.set_standing(actor, id, standing).map_err(failed)?.map_err(|one| obstacles(&visit, &[one]))?;
    }
    if let Some(password) = &change.password {
        let set = tokio::task::block_in_place(|| app.reset_password(actor, id, password));
        set.map_err(failed)?.map_err(|one| obstacles(&visit, &[one]))?;
    }
    if let Some(hash) = end {
        app.revoke_token(actor, id, &hash).map_err(failed)?;
    }
    Ok(json_of(&shown(&app.account(actor, id).map_err(failed)?)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    label: String,
    days: u32,
}

/// Makes a token for one's own account. Its secret is in this answer and nowhere else.
pub async fn token(Call(visit): Call, sent: Sent) -> Answer {
    let NewToken { label, days } = sent.read(&visit)?;
    if label.trim().is_empty() || days == 0 || days > TOKEN_DAYS_MOST {
        let bounds = [("least", 1u64.into()), ("most", u64::from(TOKEN_DAYS_MOST).into())];
        let (path, said) = match label.trim().is_empty() {
            true => ("label", visit.words.say("field-required")),
            false => ("days", visit.words.say_with("field-number-range", &bounds)),
        };
        return Err(super::answer::field(&visit, path, said));
    }
    let secret = visit.app.make_own_token(&visit.actor, &label, days).map_err(|error| visit.failed(error))?;
    Ok(created("/account", &json!({ "token": secret })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    current: String,
    password: String,
}

/// Changes one's own password; all sessions end.
pub async fn password(Call(visit): Call, sent: Sent) -> Answer {
    let NewPassword { current, password } = sent.read(&visit)?;
    let changed = tokio::task::block_in_place(|| visit.app.change_password(&visit.actor, &current, &password));
    changed.map_err(|error| visit.failed(error))?.map_err(|one| obstacles(&visit, &[one]))?;
    Ok(json_of(&json!({ "changed": true })))
}
