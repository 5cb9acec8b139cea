//! A party that changes its name keeps its code. Lists and forms call it as it is called today; a finding and a situation report call it as it
//! was called at their time, and say beside it what it is called today.

use crate::stage::{Stage, agreement};
use crate::{page, token};
use mirqab_vocabulary::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn old_findings_keep_the_name_of_their_time_and_say_that_of_today() {
    let stage = Stage::new().await;
    let mut terms = agreement()["agreement"].clone();
    terms["parties"][0]["name"] = json!({ "ar": "حكومة الساحل", "en": "Coast Government" });
    let amendment = json!({
        "kind": "amendment", "title": { "ar": "تعديل", "en": "Change" }, "holds_from": "2020-02-01T00:00:00Z", "agreement": terms,
    });
    let amended = json!({ "event": "amended", "amendment": amendment });
    stage.fact(Role::HeadOfMission, "agreement", &stage.agreement, amended).await;
    let duty = token(&stage, Role::DutyOfficer);
    let finding = format!("/findings/{}", stage.waiting);
    // Before its day the new name is nowhere but in the text of the agreement.
    for path in [finding.as_str(), "/reports", "/reports/new"] {
        let shown = page(&stage, duty, "en", path).await;
        assert!(shown.contains("north") && !shown.contains("Coast Government"), "{path}");
    }
    stage.set_clock("2020-02-02T12:00:00Z");
    for (language, name, both) in [
        ("en", "Coast Government", "north (today: Coast Government)"),
        ("ar", "حكومة الساحل", "north (اليوم: حكومة الساحل)"),
    ] {
        let shown = page(&stage, duty, language, &finding).await;
        assert!(shown.contains(both), "{language}: {shown}");
        let form = page(&stage, duty, language, "/reports/new").await;
        assert!(form.contains(name) && !form.contains(both), "{language}: {form}");
        let before = page(&stage, duty, language, "/sitrep?date=2020-01-18").await;
        assert!(before.contains(both), "{language}: {before}");
        let after = page(&stage, duty, language, "/sitrep?date=2020-02-01").await;
        assert!(after.contains(name) && !after.contains(both), "{language}: {after}");
    }
}
