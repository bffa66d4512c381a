-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN     "assignedBy" TEXT,
ADD COLUMN     "assignedName" TEXT,
ADD COLUMN     "assignedTo" TEXT;

-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "people" JSONB;
