//! The checker in Debian's Chromium: opened from a folder, without a server, it says of each file what the program says.

#[path = "../../../cli/tests/browser/driver.rs"]
#[allow(dead_code)] // Shared with the tests of the pages, which use all of it.
mod driver;
#[path = "../bundles/log.rs"]
#[allow(dead_code)] // Shared with the tests of bundles.
mod log;
#[path = "../bundles/walk.rs"]
#[allow(dead_code)] // Shared with the tests of bundles.
mod walk;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use driver::Browser;
use log::{Log, ORIGIN};
use mirqab_ledger::{Cosigner, Hash, Signer, Slip, Succession, leaf_hash};
use mirqab_record::bundle::BundleCosignature;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use walk::{finding_id, walk, walk_with};

/// The page, if it was built (`cargo xtask checker`). In CI it must have been; elsewhere its absence is said aloud.
fn checker() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("checker/mirqab-checker.html");
    if !path.exists() {
        assert!(std::env::var_os("MIRQAB_WASM").is_none(), "the checker is required here: cargo xtask checker");
        eprintln!("SKIPPED: the checker was not built (cargo xtask checker); no browser was asked");
        return None;
    }
    Some(path)
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("checker-{}-{name}", std::process::id()))
}

/// What the program says of the same file.
fn program(bytes: &[u8], key: &str) -> (i64, Value) {
    program_with(bytes, key, &[])
}

/// The same, with options that name files.
fn program_with(bytes: &[u8], key: &str, more: &[&str]) -> (i64, Value) {
    let path = scratch("question");
    std::fs::write(&path, bytes).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_mirqab-verify"));
    program.arg(&path).arg("--json").args(more);
    if !key.is_empty() {
        program.args(["--key", key]);
    }
    let out = program.output().unwrap();
    std::fs::remove_file(&path).unwrap();
    let answer = serde_json::from_slice(&out.stdout).unwrap_or(Value::Null);
    (i64::from(out.status.code().unwrap()), answer)
}

/// Puts into the page what the reader has beside the file.
fn beside(browser: &Browser, policy: &str, age: &str, successions: &str, roots: &str) {
    let script = "['policy', 'age', 'successions', 'roots'].forEach((name, at) => { document.getElementById(name).value = arguments[at]; })";
    browser.script(script, json!([policy, age, successions, roots]));
}

/// Drops a file on the page, and returns the verdict and the answer that it shows for programs.
fn dropped(browser: &Browser, bytes: &[u8], key: &str) -> (String, Value) {
    let script = "
        document.getElementById('key').value = arguments[1];
        document.getElementById('answer').hidden = true;
        const bytes = Uint8Array.from(atob(arguments[0]), one => one.charCodeAt(0));
        const carried = new DataTransfer();
        carried.items.add(new File([bytes], 'bundle.json'));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));";
    browser.script(script, json!([STANDARD.encode(bytes), key]));
    shown(browser)
}

fn shown(browser: &Browser) -> (String, Value) {
    browser.wait("return !document.getElementById('answer').hidden", "an answer");
    let script =
        "return [document.getElementById('verdict').dataset.verdict, document.getElementById('json').textContent]";
    let said = browser.script(script, json!([]));
    let answer = serde_json::from_str(said[1].as_str().unwrap()).unwrap_or(Value::Null);
    (said[0].as_str().unwrap().to_owned(), answer)
}

/// Policy, age, notes by which the key was followed and certificates: the page takes them as the program does.
fn whatever_the_reader_has_beside_it(browser: &Browser, log: &Log) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let witness = |n: u8| Cosigner::from_seed(&format!("w{n}.example"), [n; 32]).unwrap();
    let mut bundle = log.bundle(finding_id(), &[]);
    let line = witness(1).cosign(&log.checkpoint().text(), now - 3 * 3600).unwrap().trim_end().to_owned();
    bundle.cosignatures = vec![BundleCosignature { key: witness(1).witness().to_string(), line }];
    let cosigned = bundle.to_bytes().unwrap();
    let policy = |n: u8| format!("log {}\nwitness w{n} {}\nquorum w{n}\n", log.key(), witness(n).witness());
    let signer = |seed: u8| Signer::from_seed(ORIGIN, [seed; 32]).unwrap();
    let note = |old: u8, new: u8, size| Succession::sign(&signer(old), &signer(new), size, leaf_hash(b"then")).unwrap();
    let mut newer = Log::new(2);
    walk().iter().for_each(|told| newer.record(told));
    let newer = newer.bundle(finding_id(), &[]).to_bytes().unwrap();
    let pem =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../ledger/tests/stamps/roots.pem")).unwrap();
    let (first, key) = (policy(1), log.key());
    for (bytes, key, [policy, age, notes, roots], expected) in [
        (&cosigned, "", [first.as_str(), "", "", ""], "compared"),
        (&cosigned, &key, [&first, "4h", "", ""], "compared"),
        (&cosigned, &key, [&first, "2h", "", ""], "not_witnessed"),
        (&cosigned, &key, [&policy(2), "", "", ""], "not_witnessed"),
        (&newer, &key, [&first, "", &note(1, 2, 20), ""], "not_witnessed"),
        (&newer, &key, ["", "", "", ""], "bad"),
        (&newer, &key, ["", "", &note(1, 2, 20), ""], "compared"),
        (&newer, &key, ["", "", &format!("{}\n{}", note(1, 2, 20), note(2, 3, 30)), ""], "compared"),
        (&newer, &key, ["", "", &note(1, 3, 20), ""], "bad"),
        (&newer, &key, ["", "", &note(1, 2, 20)[..90], ""], "trouble"),
        (&cosigned, &key, ["", "", "", &pem], "bad"),
        (&cosigned, &key, ["", "", "", "no certificate"], "trouble"),
        (&cosigned, &key, ["what", "", "", ""], "trouble"),
        (&cosigned, &key, ["", "2h", "", ""], "trouble"),
    ] {
        beside(browser, policy, age, notes, roots);
        let (verdict, mut answer) = dropped(browser, bytes, key);
        assert_eq!(verdict, expected, "{answer}");
        let mut more: Vec<String> = Vec::new();
        let mut option = |name: &str, text: &str| {
            let path = scratch(&format!("beside-{}", more.len()));
            std::fs::write(&path, text).unwrap();
            more.extend([name.to_owned(), path.to_str().unwrap().to_owned()]);
        };
        [("--policy", policy), ("--tsa-roots", roots)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .for_each(|(name, text)| option(name, text));
        let notes = notes.split_inclusive("mirqab-log-succession").skip(1).map(|rest| {
            let rest = rest.strip_suffix("mirqab-log-succession").unwrap_or(rest).trim_end();
            format!("mirqab-log-succession{rest}\n")
        });
        notes.for_each(|text| option("--succession", &text));
        if !age.is_empty() {
            more.extend(["--max-age".to_owned(), age.to_owned()]);
        }
        let (_, mut said) = program_with(bytes, key, &more.iter().map(String::as_str).collect::<Vec<_>>());
        // The two were asked one after the other.
        for one in [&mut answer, &mut said] {
            if let Some(age) = one.pointer_mut("/witnessed/age_s") {
                *age = json!(age.as_u64().map(|age| age / 60));
            }
        }
        assert_eq!(answer, said);
        for path in more.iter().filter(|word| word.contains("beside-")) {
            std::fs::remove_file(path).unwrap();
        }
    }
    // Dropped together, each goes to its place.
    beside(browser, "", "", "", "");
    let script = "
        document.getElementById('key').value = '';
        document.getElementById('answer').hidden = true;
        const carried = new DataTransfer();
        arguments[0].forEach(([name, text]) => carried.items.add(new File([text], name)));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));";
    let text = String::from_utf8(newer).unwrap();
    let files = [["policy", first.as_str()], ["bundle.json", &text], ["note", &note(1, 2, 20)], ["roots.pem", &pem]];
    browser.script(script, json!([files]));
    // The bundle has no time stamp, and certificates ask for one.
    let (verdict, answer) = shown(browser);
    assert!(verdict == "bad" && answer["where"] == "the time stamps", "{answer}");
    let script = "return ['key', 'policy', 'successions', 'roots'].map(name => document.getElementById(name).value.length > 0).concat(document.getElementById('more').open)";
    assert_eq!(browser.script(script, json!([])), json!([false, true, true, true, true]));
    beside(browser, "", "", "", "");
}

#[test]
fn the_page_says_of_each_file_what_the_program_says_and_asks_nobody() {
    let Some(page) = checker().filter(|_| driver::there_is_one()) else { return };
    let profile = scratch("profile");
    let browser = Browser::open(&format!("file://{}", page.display()), &profile);
    browser.go("#en");
    let log = Log::of(&walk());
    let good = log.bundle(finding_id(), &[]).to_bytes().unwrap();
    let mut files = vec![
        (good.clone(), log.key(), "compared"),
        (good.clone(), String::new(), "not_compared"),
        (good.clone(), Log::new(2).key(), "bad"),
        (Log::of(&walk_with(3, 5)).bundle(finding_id(), &[]).to_bytes().unwrap(), log.key(), "bad"),
        (b"".to_vec(), String::new(), "bad"),
        (b"[[[[[[[[".repeat(40_000), String::new(), "bad"),
        (vec![0xff; 70_000], String::new(), "bad"),
        (good.clone(), "no key".to_owned(), "trouble"),
    ];
    // Damage at places all over the file.
    for part in 0..60 {
        let mut changed = good.clone();
        let at = good.len() * part / 60;
        changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
        files.push((changed, log.key(), "bad"));
    }
    // A receipt for the entry at position 1, by its text: with its proof, without it, and with a character changed.
    let entry = log.entry(1, &[]);
    let proof = entry.proof.iter().copied().map(Hash).collect();
    let slip = |proof| Slip::new(1, leaf_hash(&entry.envelope), &log.checkpoint(), &log.note(), proof).unwrap();
    let (code, text) = (slip(Some(proof)).to_string(), slip(None).to_string());
    files.push((code.clone().into_bytes(), log.key(), "receipt"));
    let message = mirqab_ledger::Message::of(&slip(None)).to_string();
    files.push((message.into_bytes(), log.key(), "signed"));
    files.push((text.into_bytes(), log.key(), "signed"));
    files.push((code.replacen("mirqab1.1.", "mirqab1.2.", 1).into_bytes(), log.key(), "bad"));
    files.push((code.clone().into_bytes(), String::new(), "trouble"));
    for (bytes, key, expected) in &files {
        let (verdict, answer) = dropped(&browser, bytes, key);
        assert_eq!(verdict, *expected, "{answer}");
        let (_, said) = program(bytes, key);
        assert_eq!(answer, said);
    }
    // By hand: the line of a receipt typed in, and Enter.
    browser.script("document.getElementById('answer').hidden = true", json!([]));
    browser.type_into("#key", &log.key());
    browser.type_into("#line", &code);
    browser.press("Enter");
    assert_eq!(shown(&browser).0, "receipt");
    whatever_the_reader_has_beside_it(&browser, &log);
    // The other language, turned right to left, without asking again.
    dropped(&browser, &good, &log.key());
    browser.click("#language");
    let script = "return [document.documentElement.dir, document.getElementById('verdict').innerText, document.getElementById('rows').innerText]";
    let said = browser.script(script, json!([]));
    assert_eq!(said[0], "rtl");
    assert!(said[1].as_str().unwrap().contains("تمت مقارنة المفتاح"), "{said}");
    assert!(said[2].as_str().unwrap().contains("منسوب إلى طرف"), "{said}");
    // No byte left the page, and nothing was wrong with it. (A file of nothing but 0xff and the like is no fault of the page.)
    browser.was_quiet();
    // The policy holds: what tries to reach out is stopped by it, and not only because nobody is there.
    let script = "return new Promise(done => {
        document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
        fetch('http://127.0.0.1:9/').catch(() => setTimeout(() => done('not by the policy'), 1000));
    });";
    assert_eq!(browser.script(script, json!([])), "connect-src");
    drop(browser);
    let _ = std::fs::remove_dir_all(&profile);
}
