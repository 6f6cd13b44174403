export const predefined = new Set(
  'bool byte char decimal double float int long object sbyte short string uint ulong ushort void'.split(' '),
)

export const statementKeywords = new Set(
  'break case catch const continue do finally for foreach goto if lock return switch throw try using while fixed else'.split(
    ' ',
  ),
)
