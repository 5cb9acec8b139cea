use crate::{Scratch, demonstration, mirqab, printed, refused, text};

#[test]
fn a_damaged_folder_is_never_called_whole() {
    let scratch = Scratch::new("damaged");
    let data = demonstration(&scratch);
    let file = scratch.path("demo/mirqab.sqlite");
    let connection = rusqlite::Connection::open(&file).unwrap();
    // One payload altered, in place, by somebody with full access to the file.
    connection
        .execute("UPDATE entries SET open = CAST(replace(open, 'a', 'b') AS BLOB) WHERE position = 3", [])
        .unwrap();
    drop(connection);
    let output = mirqab(&["check", "--data", &data]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        !output.status.success() && said.contains("entry 3: entry-altered") && said.contains("DOES NOT HOLD"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_no_database_is_named_damaged() {
    let scratch = Scratch::new("nodb");
    let data = demonstration(&scratch);
    std::fs::remove_file(scratch.path("demo/mirqab.sqlite-wal")).ok();
    std::fs::write(scratch.path("demo/mirqab.sqlite"), vec![7; 8192]).unwrap();
    assert!(refused(&["check", "--data", &data]).contains("damaged"));
}

#[test]
fn a_folder_of_a_newer_program_is_left_alone() {
    let scratch = Scratch::new("newer");
    let data = demonstration(&scratch);
    let connection = rusqlite::Connection::open(scratch.path("demo/mirqab.sqlite")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(refused(&["rebuild", "--data", &data]).contains("newer program"));
}

#[test]
fn wrong_arguments_say_what_to_type() {
    let scratch = Scratch::new("arguments");
    let nothing = text(&scratch.path("nothing"));
    assert!(refused(&["check", "--data", &nothing]).contains("mirqab init"));
    assert!(refused(&["sitrep", "--data", &nothing]).contains("--date"));
    let help = printed(&["--help"]);
    for command in [
        "demo",
        "init",
        "serve",
        "import",
        "gazetteer",
        "export",
        "sitrep",
        "bundle",
        "check",
        "inspect",
        "rebuild",
        "backup",
        "restore",
        "account",
        "doctor",
    ] {
        assert!(help.contains(command), "{command}");
        assert!(printed(&[command, "--help"]).contains("Usage"), "{command}");
    }
}

#[test]
fn a_folder_in_use_is_not_written_to_by_a_second_process() {
    let scratch = Scratch::new("second");
    let data = demonstration(&scratch);
    let lock = std::fs::File::options().write(true).open(scratch.path("demo/lock")).unwrap();
    lock.lock().unwrap();
    assert!(refused(&["rebuild", "--data", &data]).contains("Another process"));
    // Reading goes on.
    printed(&["check", "--data", &data]);
}

#[test]
fn a_gazetteer_with_errors_leaves_nothing_and_a_good_one_places_what_reports_call_it() {
    let scratch = Scratch::new("gazetteer");
    let data = demonstration(&scratch);
    let (places, reports) = (text(&scratch.path("LY.txt")), text(&scratch.path("in.csv")));
    let row = "7\tQasr al Ghurab\tQasr al Ghurab\tقصر الغراب\t30.5\t19.5\tP\tPPL\tLY\t\t\t\t\t\t900\t\t10\tAfrica/Tripoli\t2020-01-01\n";
    std::fs::write(&reports, "source,kind,text,date,time,place\nCaller 9,SHELL,x,2020-04-29,10:00,Gasr el-Ghorab\n")
        .unwrap();
    let arguments = ["import", "--data", &data, "--as", "duty", "--channel", "hotline", "--dry-run", &reports];
    assert!(printed(&arguments).contains("is in no gazetteer") || printed(&arguments).contains("left open"));
    std::fs::write(&places, format!("{row}{}", row.replace("30.5", "x").replace('7', "8"))).unwrap();
    let output = mirqab(&["gazetteer", "--data", &data, "import", &places]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        !output.status.success() && said.contains("line 2, column “latitude”") && said.contains("nothing"),
        "{said}"
    );
    assert!(!std::path::Path::new(&data).join("gazetteer.json").exists());
    let output = mirqab(&["--language", "ar", "gazetteer", "--data", &data, "import", &places]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("ليس عدداً من الدرجات") && said.contains("خطأ واحد، ولم يُستورد شيء"), "{said}");
    std::fs::write(&places, row).unwrap();
    assert!(printed(&["gazetteer", "--data", &data, "import", &places]).contains("LY.txt: 1; imported in all: 1."));
    let said = printed(&arguments);
    assert!(said.contains("“Gasr el-Ghorab” was taken for “Qasr al Ghurab”"), "{said}");
    let arabic = printed(&[&["--language", "ar"], &arguments[..]].concat());
    for part in ["المكان «Gasr el-Ghorab» فُهم على أنه", "الصفوف: 1، الأخطاء: 0", "لم يُسجَّل شيء"]
    {
        assert!(arabic.contains(part), "{part} is not in {arabic}");
    }
    let checked = printed(&["--language", "ar", "check", "--data", &data]);
    assert!(checked.starts_with("القيود: ") && checked.ends_with("صحيح (HOLDS)\n"), "{checked}");
}

#[test]
fn a_table_with_errors_leaves_nothing_and_says_all_of_them_and_a_good_one_is_recorded_once() {
    let scratch = Scratch::new("import");
    let data = demonstration(&scratch);
    let file = text(&scratch.path("in.csv"));
    let entries = || printed(&["inspect", "--data", &data, "entries"]);
    let before = entries();
    let good = "source,kind,text,date,time,lat,lon\nCaller 9,SHELL,Two shells,2020-04-29,10:00,32.8,13.2\n";
    std::fs::write(
        &file,
        format!("{good}Caller 9,BOOM,x,2020-04-31,10:00,95,13.2\nCaller 9,SHELL,x,2021-01-01,10:00,32,13\n"),
    )
    .unwrap();
    let arguments = ["import", "--data", &data, "--as", "duty", "--channel", "hotline", &file];
    let output = mirqab(&arguments);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    for part in [
        "line 3, column “kind”, value “BOOM”: There is no such value.",
        "csv-day",
        "csv-latitude",
        "line 4",
        "report-occurred-in-the-future",
        "nothing recorded",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(entries(), before);
    std::fs::write(&file, good).unwrap();
    assert!(printed(&arguments).contains("1 recorded, 0 recorded before"));
    assert!(printed(&arguments).contains("0 recorded, 1 recorded before"));
    assert!(refused(&["import", "--data", &data, "--as", "nobody", &file]).contains("account list"));
}

/// Every sentence of a failure in the language that the terminal is set to, or that is asked for.
#[test]
fn failures_are_told_in_the_readers_language() {
    let scratch = Scratch::new("language");
    let nothing = text(&scratch.path("nothing"));
    let told = |variables: &[(&str, &str)], more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mirqab"));
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").envs(variables.iter().copied());
        let output = command.args(["check", "--data", &nothing]).args(more).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let (arabic, english) = ("لا يوجد مجلد بيانات هنا", "There is no data folder here");
    assert!(told(&[], &[]).contains(english));
    assert!(told(&[("LANG", "ar_LY.UTF-8")], &[]).contains(arabic));
    assert!(told(&[("LANG", "ar_LY.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], &[]).contains(english));
    assert!(told(&[("LC_ALL", ""), ("LC_MESSAGES", "ar"), ("LANG", "en")], &[]).contains(arabic));
    assert!(told(&[("LANG", "fr_FR.UTF-8")], &["--language", "ar"]).contains(arabic));
    assert!(told(&[("LANG", "C")], &[]).contains(english));
}

#[test]
fn a_table_in_every_usual_encoding_is_read_and_what_is_no_table_is_named() {
    let scratch = Scratch::new("encodings");
    let data = demonstration(&scratch);
    let file = text(&scratch.path("in.csv"));
    let import = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        mirqab(&["import", "--data", &data, "--as", "duty", "--channel", "hotline", "--dry-run", &file])
    };
    // Arabic-Indic digits, and marks that only steer the direction.
    let table = "المصدر,النوع,النص,التاريخ,الوقت,خط العرض,خط الطول\n\u{200F}متصل ٩,SHELL,سقطت قذيفتان,٢٠٢٠-٠٤-٢٩,١٠:٠٠,٣٢٫٨,١٣٫٢\n";
    let wide = |text: &str, little: bool| {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        format!("\u{FEFF}{text}").encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    for bytes in [
        table.as_bytes().to_vec(),
        format!("\u{FEFF}{table}").into_bytes(),
        wide(table, true),
        wide(table, false),
        // The same words in Windows-1256, where neither those digits nor that mark are.
        b"source,kind,text,date,time,lat,lon\n\xE3\xCA\xD5\xE1,SHELL,\xD3\xDE\xD8\xCA \xDE\xD0\xED\xDD\xC9,2020-04-29,10:00,32.8,13.2\n".to_vec(),
    ] {
        let output = import(&bytes);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && said.contains("rows: 1, errors: 0"), "{said}");
    }
    for (bytes, word) in [
        (&b"PK\x03\x04 and so on"[..], "not a CSV table"),
        (b"\x1f\x8b\x08\0\0", "not a CSV table"),
        (b"", "empty"),
        (b"source,kind\0,text\n", "bytes that no text has"),
        (b"source,kind,kind\nx,y,z\n", "same name"),
    ] {
        let output = import(bytes);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(word), "{said}");
    }
}
