; Inno Setup 6: what PyInstaller left in build\frozen becomes dist\dateline-VERSION-setup.exe.
; desktop\bundle\systems.py calls: ISCC /DVersion=0.1.0 resources\desktop\dateline.iss
#ifndef Version
  #error Name the version: ISCC /DVersion=0.1.0 dateline.iss
#endif
#define AppUserModelID "org.dateline.Dateline"
#define DocumentType "org.dateline.Dateline.Chronology"

[Setup]
AppId={{8F3B7C0B-52D8-4D0C-9A53-2B3C7E0F61D4}
AppName=Dateline
AppVersion={#Version}
AppPublisher=The Dateline authors
SourceDir=..\..
LicenseFile=LICENSE
OutputDir=dist
OutputBaseFilename=dateline-{#Version}-setup
DefaultDirName={autopf}\Dateline
DisableProgramGroupPage=yes
UninstallDisplayIcon={app}\dateline-window.exe
SetupIconFile=build\icons\dateline.ico
; Without an administrator it goes to the user's own folder, and HKA below is then HKCU.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
#ifdef Signed
; ISCC /DSigned "/Ssigntool=signtool sign /fd SHA256 /tr TIMESTAMP /td SHA256 $f"; see README.md beside this file.
SignTool=signtool
SignedUninstaller=yes
#endif

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version would lie beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "build\frozen\dateline\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "build\icons\document.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Dateline"; Filename: "{app}\dateline-window.exe"; AppUserModelID: "{#AppUserModelID}"
Name: "{autodesktop}\Dateline"; Filename: "{app}\dateline-window.exe"; AppUserModelID: "{#AppUserModelID}"; Tasks: desktopicon

[Registry]
; Windows sees only the last suffix of a name: .dateline is ours, and for .yaml Dateline is one more program to open with.
Root: HKA; Subkey: "Software\Classes\.dateline"; ValueType: string; ValueData: "{#DocumentType}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.dateline"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.dateline+yaml"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.dateline\OpenWithProgids"; ValueType: string; ValueName: "{#DocumentType}"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.yaml\OpenWithProgids"; ValueType: string; ValueName: "{#DocumentType}"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{#DocumentType}"; ValueType: string; ValueData: "Chronology"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#DocumentType}"; ValueType: string; ValueName: "AppUserModelID"; ValueData: "{#AppUserModelID}"
Root: HKA; Subkey: "Software\Classes\{#DocumentType}\DefaultIcon"; ValueType: string; ValueData: "{app}\document.ico"
Root: HKA; Subkey: "Software\Classes\{#DocumentType}\shell\open\command"; ValueType: string; ValueData: """{app}\dateline-window.exe"" ""%1"""

[Run]
Filename: "{app}\dateline-window.exe"; Description: "{cm:LaunchProgram,Dateline}"; Flags: nowait postinstall skipifsilent
