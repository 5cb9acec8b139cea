//! Time stamps beside a log's folder.

use super::tsa::Authority;
use super::{Log, Memory};
use mirqab_ledger::{StampError, StampRequest, StampRoots};
use mirqab_verifier::{AnchorFailure, LogFailure, answer, verify_folder};

fn with(log: &Log, authority: &Authority, sizes: &[u64]) -> Memory {
    let mut folder = log.folder();
    let mut index = String::new();
    for size in sizes {
        let note = log.note(*size);
        let answered = authority.answer(&StampRequest::new(note.as_bytes(), [7; 8]).to_bytes());
        folder.0.insert(format!("anchors/{size}.checkpoint"), note.into_bytes());
        folder.0.insert(format!("anchors/{size}.tsr"), answered);
        index.push_str(&format!("{size}.tsr\n"));
    }
    folder.0.insert("anchors/index".into(), index.into_bytes());
    folder
}

#[test]
fn a_folder_shows_which_of_its_beginnings_are_stamped() {
    let Some(authority) = Authority::new("logs") else { return };
    let log = Log::new(300);
    let folder = with(&log, &authority, &[300, 257, 1]);
    let mut trust = log.trust();
    let unasked = verify_folder(&folder, &trust).unwrap();
    assert_eq!(unasked.anchored.iter().map(|one| one.size).collect::<Vec<_>>(), [300, 257, 1]);
    assert!(unasked.anchored.iter().all(|one| !one.stamp.vouched));
    trust.stamp_roots = StampRoots::parse(&authority.root()).unwrap();
    let holds = verify_folder(&folder, &trust).unwrap();
    assert!(holds.anchored.iter().all(|one| one.stamp.vouched));
    let said = answer::folder(&holds, &trust);
    assert!(said.text(None).contains("the log's first 257 entries existed before 20"), "{}", said.text(None));
    assert!(said.text(None).contains("كانت أول 257 من قيود السجل موجودة قبل"), "{}", said.text(None));
    let json: serde_json::Value = serde_json::from_str(&said.json()).unwrap();
    assert_eq!((json["anchored"][2]["size"].as_u64(), json["anchored"][2]["vouched"].as_bool()), (Some(1), Some(true)));
    // Whoever asks for a stamp is not content with a folder that has none.
    assert_eq!(verify_folder(&log.folder(), &trust), Err(LogFailure::NotVouched));
}

#[test]
fn a_stamp_beside_a_folder_that_is_of_something_else_does_not_hold() {
    let Some(authority) = Authority::new("logs-false") else { return };
    let (log, trust) = (Log::new(300), Log::new(300).trust());
    let whole = with(&log, &authority, &[300, 200]);
    let changed = |change: &dyn Fn(&mut Memory)| {
        let mut folder = whole.clone();
        change(&mut folder);
        verify_folder(&folder, &trust).unwrap_err()
    };
    let swapped = changed(&|folder| {
        let other = folder.0["anchors/300.tsr"].clone();
        folder.0.insert("anchors/200.tsr".into(), other);
    });
    let imprint = AnchorFailure::Stamp(StampError::OtherImprint);
    assert_eq!(swapped, LogFailure::Anchor("anchors/200.tsr".into(), imprint));
    assert!(matches!(
        changed(&|folder| folder.0.get_mut("anchors/200.tsr").unwrap().push(0)),
        LogFailure::Anchor(_, AnchorFailure::Stamp(StampError::Malformed(_)))
    ));
    let missing = changed(&|folder| drop(folder.0.remove("anchors/200.tsr")));
    assert_eq!(missing, LogFailure::Missing("anchors/200.tsr".into()));
    let listed = changed(&|folder| drop(folder.0.insert("anchors/index".into(), b"../200.tsr\n".to_vec())));
    assert_eq!(listed, LogFailure::Differs("anchors/index".into()));
    // The log signed two trees of one size, and one of them is stamped.
    let forked = Log::forked(300, 20);
    let mut folder = with(&forked, &authority, &[200]);
    folder.0.extend(log.folder().0);
    assert_eq!(verify_folder(&folder, &trust), Err(LogFailure::OtherTree(200)));
    // A stamp that came while the folder was copied is of more than its checkpoint.
    let mut early = with(&log, &authority, &[300, 200]);
    early.0.extend(Log::new(250).folder().0);
    let holds = verify_folder(&early, &trust).unwrap();
    assert_eq!(holds.anchored.iter().map(|one| one.size).collect::<Vec<_>>(), [200]);
}
