//! What each command does.

use crate::surroundings::System;
use crate::told::{Cannot, line};
use crate::{AccountAction, Command, Data, Format, GazetteerAction, Listed, PeriodName};
use crate::{demo, gazetteer, witnesses};
use anyhow::{Context, Result, bail};
use mirqab_app::accounts::{Account, PASSWORD_LEAST};
use mirqab_app::export::{csv, followed, geojson, published, regions};
use mirqab_app::gazetteer::{Lookup, Taken};
use mirqab_app::import::{Run, TABLE_MOST};
use mirqab_app::intake::{Columns, Field, table};
use mirqab_app::publication::Figures;
use mirqab_app::rows::{IncidentFilter, IncidentRow, Page, ReportFilter};
use mirqab_app::settings::Settings;
use mirqab_app::{Actor, App, Audience, Broken, Surroundings};
use mirqab_domain::publication::Period;
use mirqab_domain::report::Channel;
use mirqab_storage::Folder;
use mirqab_vocabulary::{AccountId, Code, FindingId, Language, LocalDay, PartyCode, Role, ZoneName};
use mirqab_web::words::Words;
use serde_json::json;
use std::fmt::Display;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs a command. `words` are the reader's; `language` is what was asked for a document, if anything was.
pub fn run(command: Command, words: &Words, language: Option<Language>) -> Result<ExitCode> {
    match command {
        Command::Demo { path, listen, fresh, reports, load_only } => {
            if fresh && Folder::exists(&path) {
                let demonstration = Folder::open(&path)?.settings.demonstration;
                if !demonstration {
                    bail!(Cannot::new("cli-no-demonstration", &[("path", &path.display().to_string())]));
                }
                std::fs::remove_dir_all(&path).context("the old demonstration could not be removed")?;
            }
            if !Folder::exists(&path) {
                let mut tell = progress("demonstration");
                demo::create(&path, reports, &mut tell)?;
                eprintln!();
            }
            if load_only { Ok(ExitCode::SUCCESS) } else { serve(words, &path, listen) }
        }
        Command::Agreement { action } => crate::terms::run(action, words),
        Command::Fuse(asked) => crate::fuse::run(&asked, words),
        Command::Init { data, origin, zone } => init(words, &data.path, origin, &zone),
        Command::Serve { data, listen } => serve(words, &data.path, listen),
        Command::Import { data, file, account, channel, maps, dry_run } => {
            let run = if dry_run { Run::Dry } else { Run::Real };
            import(&writing(&data.path)?, words, &file, &account, channel.as_deref(), &maps, run)
        }
        Command::Export { data, format, out } if format == "tiles" => {
            let written = witnesses::export(&reading(&data)?, &out)?;
            let with: [(&str, &dyn Display); 3] =
                [("entries", &written.size), ("tiles", &written.tiles), ("file", &out.display())];
            println!("{}", line(words, "said-exported-log", &with));
            Ok(ExitCode::SUCCESS)
        }
        Command::Gazetteer { data, action: GazetteerAction::Import { file, format } } => {
            Folder::open_to_read(&data.path).with_context(|| data.path.display().to_string())?;
            gazetteer::import(&data.path, words, &file, format.map(|format| format == "geonames"))
        }
        Command::Export { data, format, out } => {
            let (rows, regions, after, size) = reading(&data)?.read(|reader| {
                let (rows, size) = published(reader)?;
                let (regions, after) = (regions(reader, &rows)?, followed::rows(reader, &rows, size)?);
                Ok((rows, regions, after, size))
            })?;
            let bytes = match format.as_str() {
                "csv" => csv(&rows, size)?,
                "followed" => followed::csv(after)?,
                _ => geojson(&rows, &regions, &after, size)?,
            };
            std::fs::write(&out, bytes).with_context(|| out.display().to_string())?;
            let with: [(&str, &dyn Display); 3] = [("n", &rows.len()), ("position", &size), ("file", &out.display())];
            println!("{}", line(words, "said-exported-incidents", &with));
            Ok(ExitCode::SUCCESS)
        }
        Command::Sitrep { data, date, period, format, as_of } => {
            let app = reading(&data)?;
            let day = LocalDay::parse(&date)?;
            let period = match period {
                PeriodName::Daily => Period::Daily,
                PeriodName::Weekly => Period::Weekly,
            };
            let figures = match as_of {
                Some(size) => app.figures_as_of(period, day, size)?,
                None => app.figures(period, day)?,
            };
            sitrep(&app, &figures, language.unwrap_or(Language::English), format)
        }
        Command::Erase { data, action } => crate::protection::run(&data.path, &action),
        Command::Keys { action } => crate::keys::run(&action),
        Command::Sign { action } => crate::sign::run(&action),
        Command::Bundle { data, finding, audience, account, out } => {
            let finding = FindingId::parse(&finding)?;
            let app = reading(&data)?;
            let whom = Audience::parse(&audience);
            let whom = whom.ok_or_else(|| {
                Cannot::new("cli-no-audience", &[("audience", &audience), ("known", "public, party:CODE, court")])
            })?;
            let actor = account.map_or(Ok(Actor::public()), |name| named(&app, &name).map(|found| found.actor()))?;
            let bytes = app.bundle_for(&actor, finding, &whom).map_err(|error| match error {
                mirqab_app::AppError::NotFound => {
                    let with = [("id", finding.as_str()), ("command", "mirqab inspect findings")];
                    anyhow::Error::new(Cannot::new("cli-no-finding", &with))
                }
                other => other.into(),
            })?;
            std::fs::write(&out, &bytes).with_context(|| out.display().to_string())?;
            let with: [(&str, &dyn Display); 2] = [("n", &bytes.len()), ("file", &out.display())];
            println!("{}", line(words, "said-bytes", &with));
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { data, json } => check(words, &data.path, json),
        Command::Inspect { data, what, .. } => inspect(&reading(&data)?, what),
        Command::Rebuild { data } => {
            let entries = writing(&data.path)?.rebuild()?;
            println!("{}", line(words, "said-replayed", &[("entries", &entries)]));
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { data, out } => {
            Folder::open_to_read(&data.path)?.back_up(&out)?;
            check(words, &out, false)
        }
        Command::Restore { data, from } => {
            if Folder::exists(&data.path) {
                return Err(Broken::FolderTaken.into());
            }
            if check(words, &from, false)? != ExitCode::SUCCESS {
                bail!(Cannot::new("cli-backup-does-not-hold", &[]));
            }
            Folder::open_to_read(&from)?.back_up(&data.path)?;
            check(words, &data.path, false)
        }
        Command::Account { data, action } => account(words, &data.path, action),
        Command::Anchor { data, action } => crate::anchor::run(words, &data.path, action),
        Command::Log { data, action } => witnesses::run(words, &data.path, action),
        Command::Doctor { data } => doctor(words, &data.path),
    }
}

fn progress(what: &'static str) -> impl FnMut(&str) {
    move |step: &str| {
        if std::io::stderr().is_terminal() {
            eprint!("\r{what}: {step}          ");
        }
    }
}

pub fn app_over(folder: Folder) -> App {
    let surroundings: Arc<dyn Surroundings> = Arc::new(System { behind_s: folder.settings.clock_behind_s });
    let (settings, key) = (folder.settings.clone(), folder.key.clone());
    let (policy, stamping) = (folder.policy, folder.stamping);
    let store = folder.store;
    App::new(store.clone(), store, surroundings, settings, &key).with_policy(policy).with_stamping(stamping)
}

fn reading(data: &Data) -> Result<App> {
    let app = app_over(Folder::open_to_read(&data.path).with_context(|| data.path.display().to_string())?);
    Ok(app.with_places(gazetteer::imported(&data.path)?))
}

pub fn writing(path: &Path) -> Result<App> {
    let app = app_over(Folder::open(path).with_context(|| path.display().to_string())?);
    Ok(app.with_places(gazetteer::imported(path)?))
}

fn init(words: &Words, path: &Path, origin: String, zone: &str) -> Result<ExitCode> {
    let settings = Settings { origin, zone: ZoneName::parse(zone)?, demonstration: false, clock_behind_s: 0 };
    let folder = Folder::create(path, &settings)?;
    let next = format!("mirqab account --data {} add NAME --role administrator", path.display());
    println!("{}", line(words, "said-data-folder", &[("path", &path.display())]));
    println!("{}", line(words, "said-public-key", &[("key", &folder.key)]));
    println!("{}", line(words, "said-next", &[("command", &next)]));
    Ok(ExitCode::SUCCESS)
}

fn serve(words: &Words, path: &Path, listen: std::net::SocketAddr) -> Result<ExitCode> {
    let app = writing(path)?;
    if app.settings.demonstration && !listen.ip().is_loopback() {
        let address = format!("--listen 127.0.0.1:{}", listen.port());
        bail!(Cannot::new("cli-loopback-only", &[("address", &address)]));
    }
    crate::failures::log();
    witnesses::keep_asking(&app);
    crate::anchor::keep_asking(&app);
    crate::protection::keep_finishing(&app);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(|error| {
            let why = Cannot::new("cli-address-taken", &[("address", &listen.to_string())]);
            anyhow::Error::new(error).context(why)
        })?;
        let address = listener.local_addr()?;
        // Nobody need read this; a closed output must not stop the server.
        let tell = |line: String| drop(writeln!(std::io::stdout(), "{line}"));
        tell(format!("Mirqab: http://{address}/"));
        if app.settings.demonstration {
            tell(line(words, "said-accounts", &[("password", &demo::PASSWORD)]));
            let mut shown = Vec::new();
            for (name, role, party) in demo::ACCOUNTS.iter().filter(|(_, role, party)| {
                let new = party.is_some() || !shown.contains(role);
                shown.push(*role);
                new
            }) {
                tell(format!(
                    "  {name:<12} {}{}",
                    role.code(),
                    party.map(|party| format!(" of {party}")).unwrap_or_default()
                ));
            }
        }
        tell("Ctrl-C stops; the same command continues.".to_owned());
        mirqab_web::serve(app, listener, stopped()).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or what a service manager sends.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

fn sitrep(app: &App, figures: &Figures, language: Language, format: Format) -> Result<ExitCode> {
    let mismatches = figures.mismatches();
    if !mismatches.is_empty() {
        bail!("the totals do not add up: {mismatches:?}");
    }
    match format {
        Format::Json => print(&serde_json::to_value(figures)?),
        Format::Html => {
            writeln!(std::io::stdout(), "{}", mirqab_web::sitrep::document(app, figures, language)?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn print(value: &serde_json::Value) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

fn check(words: &Words, path: &Path, as_json: bool) -> Result<ExitCode> {
    let app = app_over(Folder::open_to_read(path).with_context(|| path.display().to_string())?);
    let mut tell = progress("check");
    let checked = app.check(&mut |done, total| tell(&format!("{done} / {total}")))?;
    if as_json {
        print(&serde_json::to_value(&checked)?)?;
    } else {
        let with: [(&str, &dyn Display); 7] = [
            ("entries", &checked.entries),
            ("checkpoints", &checked.checkpoints),
            ("cosignatures", &checked.cosignatures),
            ("stamps", &checked.anchors),
            ("originals", &checked.originals),
            ("publications", &checked.publications),
            ("root", &checked.root),
        ];
        println!("{}", line(words, "said-checked", &with));
        if checked.names_in_clear > 0 {
            println!("{}", words.count("names-in-clear", checked.names_in_clear));
        }
        for fault in &checked.faults {
            let place = match fault.position {
                None => words.say("said-in-file"),
                Some(position) => line(words, "said-in-entry", &[("position", &position)]),
            };
            println!("{place}: {}: {}", fault.what, fault.detail);
        }
        println!("{}", words.say(if checked.faults.is_empty() { "said-holds" } else { "said-does-not-hold" }));
    }
    Ok(if checked.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const EVERYTHING: Page = Page { offset: 0, limit: u32::MAX };

fn inspect(app: &App, what: Listed) -> Result<ExitCode> {
    let all = IncidentFilter { merged: true, ..IncidentFilter::default() };
    let value = app.read(|reader| {
        let incidents = || anyhow::Ok(reader.incidents(&all, EVERYTHING)?.0);
        let finding = |row: &IncidentRow| {
            let id = row.finding?;
            Some(json!({"id": id, "incident": row.id, "title": row.title, "handling": row.handling,
                "published": row.published, "published_at": row.published_at}))
        };
        Ok(match what {
            Listed::Reports => serde_json::to_value(reader.reports(&ReportFilter::default(), EVERYTHING)?.0),
            Listed::Incidents => serde_json::to_value(incidents()?),
            Listed::Findings => Ok(incidents()?.iter().filter_map(finding).collect()),
            Listed::Entries => {
                let size = reader.log_size()?;
                let mut listed = Vec::new();
                while (listed.len() as u64) < size {
                    for entry in reader.entries(listed.len() as u64, 1000)? {
                        let envelope: serde_json::Value =
                            serde_json::from_slice(&entry.bytes).map_err(anyhow::Error::from)?;
                        listed.push(json!({"position": entry.position, "id": envelope["id"], "envelope": envelope}));
                    }
                }
                Ok(listed.into())
            }
        }
        .map_err(anyhow::Error::from)?)
    })?;
    print(&value)
}

/// The most errors that are printed one by one.
const ERRORS_SHOWN: usize = 200;

fn import(
    app: &App,
    words: &Words,
    file: &Path,
    name: &str,
    channel: Option<&str>,
    maps: &[String],
    run: Run,
) -> Result<ExitCode> {
    let account = named(app, name)?;
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let table = table(&bytes, TABLE_MOST).with_context(|| file.display().to_string())?;
    let mut columns = Columns::guess(&table.headers);
    for map in maps {
        let example = [("map", map.as_str()), ("example", "--map kind=Type")];
        let (field, column) = map.split_once('=').ok_or_else(|| Cannot::new("cli-not-a-mapping", &example))?;
        let known = Field::ALL.iter().copied().find(|known| known.code() == field);
        let codes = Field::ALL.iter().map(|field| field.code()).collect::<Vec<_>>().join(", ");
        let field = known.ok_or_else(|| Cannot::new("cli-no-field", &[("field", field), ("fields", &codes)]))?;
        let index = table.headers.iter().position(|header| header == column);
        let columns_there = [("column", column), ("columns", &table.headers.join(", "))];
        columns.set(field, Some(index.ok_or_else(|| Cannot::new("cli-no-column", &columns_there))?));
    }
    let channel = channel
        .map(|code| {
            Channel::from_code(code)
                .ok_or_else(|| Cannot::new("cli-wrong-code", &[("code", code), ("what", "--channel")]))
        })
        .transpose()?;
    let places = app.gazetteer.clone();
    let lookup = Lookup::over(&places);
    let find = |name: &str| lookup.find(name);
    let context = app.import_context(&account.actor(), &find, channel)?;
    let unused = table.unmapped(&columns).join(", ");
    let with: [(&str, &dyn Display); 3] =
        [("encoding", &table.encoding), ("n", &table.headers.len()), ("unused", &unused)];
    eprintln!("{}", line(words, if unused.is_empty() { "said-read-as-all" } else { "said-read-as" }, &with));
    let mut tell = progress("import");
    let outcome = app.import(&account.actor(), &table, &columns, &context, run, &mut |rows| tell(&rows.to_string()))?;
    for error in outcome.errors.iter().take(ERRORS_SHOWN) {
        let slug = error.problem.slug();
        let key = format!("refusal-{slug}");
        let what = format!("{} {}", words.say(&key), words.hint(&key, &[]).unwrap_or_default());
        let with = [
            // The number of a line is a name, not a count.
            ("line", error.line.to_string().into()),
            ("column", (&error.column).into()),
            ("value", (&error.value).into()),
            ("what", what.trim_end().into()),
        ];
        println!("{} ({slug})", words.say_with("cli-import-error", &with));
    }
    for (name, taken) in lookup.remarks() {
        match taken {
            Taken::AsNamed => {}
            Taken::For(place) => {
                println!("{}", line(words, "said-place-for", &[("name", &name), ("place", &place)]));
            }
            Taken::Open(places) => {
                println!("{}", line(words, "said-place-open", &[("name", &name), ("places", &places.join(", "))]));
            }
            Taken::Unknown => println!("{}", line(words, "said-place-unknown", &[("name", &name)])),
        }
    }
    println!("{}", line(words, "said-rows", &[("rows", &outcome.rows), ("errors", &outcome.wrong)]));
    match outcome.imported {
        Some(imported) => {
            let with: [(&str, &dyn Display); 2] = [("recorded", &imported.recorded), ("before", &imported.repeated)];
            println!("{}", line(words, "said-recorded", &with));
        }
        None => println!("{}", words.say("said-nothing-recorded")),
    }
    Ok(if outcome.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn named(app: &App, name: &str) -> Result<Account> {
    let found = app.accounts().credentials(name)?.map(|found| found.account);
    let with = [("name", name), ("command", "mirqab account list")];
    Ok(found.ok_or_else(|| Cannot::new("cli-no-account", &with))?)
}

fn account(words: &Words, path: &Path, action: AccountAction) -> Result<ExitCode> {
    let app = writing(path)?;
    match action {
        AccountAction::List => {
            for account in app.accounts().accounts()? {
                let party = account.party.as_ref().map(|party| format!(" of {party}")).unwrap_or_default();
                let state = if account.active { "" } else { " (not active)" };
                println!("{}\t{}{party}{state}\t{}", account.name, account.role.code(), account.id);
            }
        }
        AccountAction::Add { name, role, party } => {
            let with = [("role", role.as_str()), ("command", "mirqab account add --help")];
            let known = Role::from_code(&role).filter(|role| *role != Role::Public);
            let role = known.ok_or_else(|| Cannot::new("cli-no-role", &with))?;
            let party = party.as_deref().map(PartyCode::parse).transpose()?;
            if party.is_some() != (role == Role::PartyLiaison) {
                bail!(Cannot::new("cli-party-of-liaison", &[("option", "--party")]));
            }
            if app.accounts().credentials(&name)?.is_some() {
                bail!(Cannot::new("cli-account-taken", &[("name", &name)]));
            }
            let password = password(words)?;
            let mut random = [0; 10];
            app.surroundings().fill(&mut random);
            let id = AccountId::from_parts(app.surroundings().now_ms(), random);
            app.accounts().put_account(&Account { id, title: name.clone(), name, role, party, active: true })?;
            app.set_password(id, &password)?;
            println!("{id}");
        }
        AccountAction::Password { name } => {
            let account = named(&app, &name)?;
            app.set_password(account.id, &password(words)?)?;
            app.accounts().end_all(account.id)?;
        }
        AccountAction::Token { name, label, days } => {
            println!("{}", app.new_token(named(&app, &name)?.id, &label, days)?)
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn password(words: &Words) -> Result<String> {
    if std::io::stdin().is_terminal() {
        eprint!("{} ", words.say("said-password"));
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < PASSWORD_LEAST {
        bail!(Cannot::new("cli-password-short", &[("n", &PASSWORD_LEAST.to_string())]));
    }
    Ok(password)
}

fn doctor(words: &Words, path: &Path) -> Result<ExitCode> {
    println!("mirqab {}", env!("CARGO_PKG_VERSION"));
    println!("{}", line(words, "said-data-folder", &[("path", &path.display())]));
    match Folder::open_to_read(path) {
        Err(error) => {
            println!("  {}", crate::told::failure(words, &error));
            Ok(ExitCode::FAILURE)
        }
        Ok(folder) => {
            let in_use = Folder::open(path).err().is_some_and(|error| error.downcast_ref() == Some(&Broken::InUse));
            let yes = |yes: bool| words.say(if yes { "yes" } else { "no" });
            let told = |key: &str, what: &dyn Display| println!("  {}", line(words, key, &[("what", what)]));
            let with: [(&str, &dyn Display); 2] = [("origin", &folder.settings.origin), ("key", &folder.key)];
            println!("  {}", line(words, "said-log", &with));
            told("said-zone", &folder.settings.zone.as_str());
            told("said-demonstration", &yes(folder.settings.demonstration));
            told("said-in-use", &yes(in_use));
            let app = app_over(folder);
            let size = app.read(|reader| Ok(reader.log_size()?))?;
            told("said-entries", &size);
            told("said-clock", &app.surroundings().now());
            Ok(ExitCode::SUCCESS)
        }
    }
}
