export const changes = {
  nothing: 'Nothing',
  conflict: {
    title: 'Two changes of “{title}”',
    hint: 'These fields were changed here and on the instance. Nothing is overwritten without your choice: decide for each field.',
    before: 'Before',
    mine: 'Mine',
    server: 'On the instance',
    takeMine: 'Take all mine',
    takeServer: 'Take all of the instance',
    tookMine: 'Mine is chosen in every field.',
    tookServer: 'The instance’s is chosen in every field.',
    left: '{count} field without a choice: it stays in conflict | {count} fields without a choice: they stay in conflict',
    all: 'Every field has a choice.',
    apply: 'Apply',
    resolved: 'Your choices are applied.',
  },
}
