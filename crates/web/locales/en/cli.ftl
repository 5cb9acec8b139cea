## What the commands of the program cannot do

cli-import-error = line { $line }, column “{ $column }”, value “{ $value }”: { $what }
cli-no-demonstration = { $path } is no demonstration.
cli-no-demonstration-hint = Only demonstrations are thrown away and made anew.
cli-loopback-only = A demonstration has known passwords and is served on loopback only.
cli-loopback-only-hint = Serve it on { $address }.
cli-address-taken = { $address } cannot be used for serving.
cli-address-taken-hint = Another program may serve there. Choose another port, or 0 for any free one.
cli-no-finding = There is no published finding { $id }.
cli-no-finding-hint = List those there are: { $command }.
cli-no-account = There is no account { $name }.
cli-no-account-hint = List those there are: { $command }.
cli-account-taken = There is an account { $name } already.
cli-account-taken-hint = Choose another name.
cli-no-role = There is no role { $role }.
cli-no-role-hint = List those there are: { $command }.
cli-party-of-liaison = A party liaison has a party, and nobody else has.
cli-party-of-liaison-hint = Give { $option } with that role, and with no other.
cli-no-field = There is no field { $field }.
cli-no-field-hint = Choose one of these: { $fields }.
cli-no-column = There is no column { $column }.
cli-no-column-hint = Choose one of these: { $columns }.
cli-not-a-mapping = “{ $map }” does not say which column holds a field.
cli-not-a-mapping-hint = Write it like this: { $example }.
cli-backup-does-not-hold = The backup does not hold. Nothing was restored.
cli-backup-does-not-hold-hint = Take an older backup.
