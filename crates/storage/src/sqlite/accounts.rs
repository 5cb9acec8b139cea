//! Accounts, sessions and tokens. Not part of the log: the log names accounts by id and role.

use super::{Sqlite, broken, lock};
use anyhow::{Context, Result};
use mirqab_app::accounts::{Account, Accounts, Credentials, Secret, Session, Token};
use mirqab_vocabulary::{AccountId, Code, Instant, PartyCode, Role};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

const COLUMNS: &str = "a.id, a.name, a.title, a.role, a.party, a.active";

fn account(row: &Row<'_>) -> rusqlite::Result<(String, String, String, String, Option<String>, bool)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

fn made(
    (id, name, title, role, party, active): (String, String, String, String, Option<String>, bool),
) -> Result<Account> {
    Ok(Account {
        id: AccountId::parse(&id)?,
        name,
        title,
        role: Role::from_code(&role).context("an account with a role that this program does not know")?,
        party: party.map(|party| PartyCode::parse(&party)).transpose()?,
        active,
    })
}

impl Sqlite {
    fn change(&self, sql: &str, values: impl Params) -> Result<()> {
        let writer = lock(&self.writer);
        writer.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).map_err(broken)?;
        Ok(())
    }

    /// Asks through a reading connection: whoever signs in or is signed in does not wait for a long import.
    fn asking<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let Some(connection) = self.reading()? else { return ask(&lock(&self.writer).connection) };
        let answer = ask(&connection);
        self.put_back(connection);
        answer
    }

    fn ask<T>(
        &self,
        sql: &str,
        values: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.asking(|connection| {
            let found = connection.prepare_cached(sql).and_then(|mut asked| asked.query_row(values, map).optional());
            found.map_err(broken)
        })
    }
}

impl Accounts for Sqlite {
    fn accounts(&self) -> Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM accounts a ORDER BY a.name");
        self.asking(|connection| {
            let mut statement = connection.prepare_cached(&sql).map_err(broken)?;
            let rows = statement.query_map([], account).map_err(broken)?;
            rows.map(|row| made(row.map_err(broken)?)).collect()
        })
    }

    fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.ask(&format!("SELECT {COLUMNS} FROM accounts a WHERE a.id = ?"), [id.as_str()], account)?
            .map(made)
            .transpose()
    }

    fn credentials(&self, name: &str) -> Result<Option<Credentials>> {
        let sql = format!("SELECT {COLUMNS}, a.password, a.failures, a.locked_until FROM accounts a WHERE a.name = ?");
        let found =
            self.ask(&sql, [name], |row| Ok((account(row)?, row.get(6)?, row.get(7)?, row.get::<_, i64>(8)?)))?;
        let Some((parts, password, failures, locked_until)) = found else { return Ok(None) };
        Ok(Some(Credentials {
            account: made(parts)?,
            password,
            failures,
            locked_until: Instant::from_unix_s(locked_until)?,
        }))
    }

    fn put_account(&self, account: &Account) -> Result<()> {
        self.change(
            "INSERT INTO accounts (id, name, title, role, party, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET name = ?2, title = ?3, role = ?4, party = ?5, active = ?6",
            params![
                account.id.as_str(),
                account.name,
                account.title,
                account.role.code(),
                account.party.as_ref().map(|party| party.as_str()),
                account.active
            ],
        )
    }

    fn put_password(&self, id: AccountId, hash: &str) -> Result<()> {
        self.change(
            "UPDATE accounts SET password = ?, failures = 0, locked_until = 0 WHERE id = ?",
            [hash, id.as_str()],
        )
    }

    fn put_failures(&self, id: AccountId, failures: u32, locked_until: Instant) -> Result<()> {
        let sql = "UPDATE accounts SET failures = ?, locked_until = ? WHERE id = ?";
        self.change(sql, params![failures, locked_until.unix_s(), id.as_str()])
    }

    fn put_session(&self, secret: &Secret, id: AccountId, csrf: &str, expires: Instant) -> Result<()> {
        let sql = "INSERT INTO sessions (hash, account, csrf, expires) VALUES (?, ?, ?, ?)";
        self.change(sql, params![secret, id.as_str(), csrf, expires.unix_s()])
    }

    fn session(&self, secret: &Secret, now: Instant) -> Result<Option<Session>> {
        let sql = format!(
            "SELECT {COLUMNS}, s.csrf FROM sessions s JOIN accounts a ON a.id = s.account
             WHERE s.hash = ? AND s.expires > ? AND a.active = 1"
        );
        let found = self.ask(&sql, params![secret, now.unix_s()], |row| Ok((account(row)?, row.get(6)?)))?;
        found.map(|(parts, csrf)| Ok(Session { account: made(parts)?, csrf })).transpose()
    }

    fn end_session(&self, secret: &Secret) -> Result<()> {
        self.change("DELETE FROM sessions WHERE hash = ?", params![secret])
    }

    fn end_sessions(&self, id: AccountId) -> Result<()> {
        self.change("DELETE FROM sessions WHERE account = ?", [id.as_str()])
    }

    fn tokens(&self, id: AccountId) -> Result<Vec<Token>> {
        let writer = lock(&self.writer);
        let sql = "SELECT hash, label, expires FROM tokens WHERE account = ? ORDER BY expires, hash";
        let mut statement = writer.connection.prepare_cached(sql).map_err(broken)?;
        let row = |row: &Row<'_>| Ok((row.get::<_, Secret>(0)?, row.get(1)?, row.get::<_, i64>(2)?));
        let rows = statement.query_map([id.as_str()], row).map_err(broken)?;
        rows.map(|row| {
            let (hash, label, expires) = row.map_err(broken)?;
            Ok(Token { hash, label, expires: Instant::from_unix_s(expires)? })
        })
        .collect()
    }

    fn end_token(&self, id: AccountId, secret: &Secret) -> Result<()> {
        self.change("DELETE FROM tokens WHERE account = ? AND hash = ?", params![id.as_str(), secret])
    }

    fn end_all(&self, id: AccountId) -> Result<()> {
        self.change("DELETE FROM sessions WHERE account = ?", [id.as_str()])?;
        self.change("DELETE FROM tokens WHERE account = ?", [id.as_str()])
    }

    fn put_token(&self, secret: &Secret, id: AccountId, label: &str, expires: Instant) -> Result<()> {
        let sql = "INSERT INTO tokens (hash, account, label, expires) VALUES (?, ?, ?, ?)";
        self.change(sql, params![secret, id.as_str(), label, expires.unix_s()])
    }

    fn token(&self, secret: &Secret, now: Instant) -> Result<Option<Account>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM tokens t JOIN accounts a ON a.id = t.account WHERE t.hash = ? AND t.expires > ? AND a.active = 1"
        );
        self.ask(&sql, params![secret, now.unix_s()], account)?.map(made).transpose()
    }
}
